// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a library's version off the name of the jar that a class came from. */
final class LibraryVersion {
  /** {@code …/openai-java-core-4.100.0.jar}, also inside a Spring Boot jar ({@code ….jar!/}). */
  private static final Pattern VERSIONED_JAR = Pattern.compile("-(\\d[\\w.+-]*)\\.jar(!/)?$");

  private static final List<String> OF_THE_JDK = List.of("java/", "jdk/", "sun/", "com/sun/net/");

  private static final String UNKNOWN = "unknown version";

  /** Two versions in a text for people: {@code 1.1.0 to 4.101.0}. */
  private static final Pattern RANGE = Pattern.compile("\\s*(\\d\\S*)(?:\\s+to\\s+(\\d\\S*))?\\s*");

  private LibraryVersion() {}

  /** Tells whether {@code version} is certainly not within {@code range}. */
  static boolean isOutside(String range, String version) {
    Matcher bounds = RANGE.matcher(range);
    if (!bounds.matches() || version.equals(UNKNOWN)) {
      return false;
    }
    String highest = bounds.group(2) == null ? bounds.group(1) : bounds.group(2);
    return compare(version, bounds.group(1)) < 0 || compare(version, highest) > 0;
  }

  /** By the numbers up to the first qualifier; as many as {@code bound} has. */
  private static int compare(String version, String bound) {
    int[] own = numbers(version);
    int[] others = numbers(bound);
    for (int i = 0; i < others.length; i++) {
      int order = Integer.compare(i < own.length ? own[i] : 0, others[i]);
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

  /** Returns the version, of the JDK's classes that of Java, or {@code unknown version}. */
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
