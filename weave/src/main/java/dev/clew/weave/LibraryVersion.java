// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a library's version from the name of the jar that contains a class. */
final class LibraryVersion {
  /** {@code …/openai-java-core-4.100.0.jar}, also inside a Spring Boot jar ({@code ….jar!/}). */
  private static final Pattern VERSIONED_JAR = Pattern.compile("-(\\d[\\w.+-]*)\\.jar(!/)?$");

  private static final List<String> OF_THE_JDK = List.of("java/", "jdk/", "sun/", "com/sun/net/");

  private static final String UNKNOWN = "unknown version";

  /** A range as displayed to users: {@code 1.1.0 to 4.101.0}. */
  private static final Pattern RANGE = Pattern.compile("\\s*(\\d\\S*)(?:\\s+to\\s+(\\d\\S*))?\\s*");

  private LibraryVersion() {}

  /** Returns whether {@code version} is definitely not within {@code range}. */
  static boolean isOutside(String range, String version) {
    Matcher bounds = RANGE.matcher(range);
    if (!bounds.matches() || version.equals(UNKNOWN)) {
      return false;
    }
    String highest = bounds.group(2) == null ? bounds.group(1) : bounds.group(2);
    return compare(version, bounds.group(1)) < 0 || compare(version, highest) > 0;
  }

  /** Compares the numbers before the first qualifier, as many as {@code bound} has. */
  private static int compare(String version, String bound) {
    int[] actual = numbers(version);
    int[] limit = numbers(bound);
    for (int i = 0; i < limit.length; i++) {
      int order = Integer.compare(i < actual.length ? actual[i] : 0, limit[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[-+]", 2)[0].split("\\."))
        .takeWhile(part -> part.matches("\\d{1,9}"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /**
   * Returns the version of the library, the Java version for a JDK class, or {@code unknown
   * version}.
   */
  static String of(String internalName, @Nullable ProtectionDomain domain) {
    if (OF_THE_JDK.stream().anyMatch(internalName::startsWith)) {
      return Integer.toString(Runtime.version().feature());
    }
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return UNKNOWN;
    }
    Matcher matcher = VERSIONED_JAR.matcher(source.getLocation().toString());
    return matcher.find() ? matcher.group(1) : UNKNOWN;
  }
}
