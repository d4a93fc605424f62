// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a library's version off the name of the jar that a class came from. */
final class LibraryVersion {
  /** {@code …/openai-java-core-4.100.0.jar}, also inside a Spring Boot jar ({@code ….jar!/}). */
  private static final Pattern VERSIONED_JAR = Pattern.compile("-(\\d[\\w.+-]*)\\.jar(!/)?$");

  private LibraryVersion() {}

  /** Returns the version, or {@code unknown version}. */
  static String of(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "unknown version";
    }
    Matcher matcher = VERSIONED_JAR.matcher(source.getLocation().toString());
    return matcher.find() ? matcher.group(1) : "unknown version";
  }
}
