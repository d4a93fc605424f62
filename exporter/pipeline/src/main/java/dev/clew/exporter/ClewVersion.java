// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Clew's version, as written by the build. */
public final class ClewVersion {
  private ClewVersion() {}

  /** Returns the version, or {@code unknown}. */
  public static String ofThisJar() {
    try (InputStream in = ClewVersion.class.getResourceAsStream("version.txt")) {
      return in == null
          ? "unknown"
          : new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
