// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.exporter.BatchSpanSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version that the build wrote next to the exporter classes. */
final class ClewVersion {
  private ClewVersion() {}

  static String ofThisJar() {
    try (InputStream in = BatchSpanSink.class.getResourceAsStream("version.txt")) {
      return in == null
          ? "unknown"
          : new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
