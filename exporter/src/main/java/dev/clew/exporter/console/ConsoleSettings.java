// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.nio.charset.Charset;

/**
 * How trees are printed.
 *
 * @param charset that of the stream; one that cannot encode lines and arrows gets plain ASCII
 * @param colours whether to write ANSI escape sequences
 * @param width the columns that a line may take before its details are cut
 * @param maxWaitingSpans how many spans of unfinished traces are kept before the oldest trace is
 *     given up
 */
public record ConsoleSettings(Charset charset, boolean colours, int width, int maxWaitingSpans) {

  public ConsoleSettings {
    if (width < 40) {
      throw new IllegalArgumentException("width < 40: " + width);
    }
    if (maxWaitingSpans < 1) {
      throw new IllegalArgumentException("maxWaitingSpans < 1: " + maxWaitingSpans);
    }
  }

  /** Returns 140 columns and 10000 waiting spans, for the JVM's standard error stream. */
  public static ConsoleSettings forStandardError(boolean colours) {
    return new ConsoleSettings(charsetOfStandardError(), colours, 140, 10_000);
  }

  /**
   * Returns the charset of {@code System.err}: Java 19 has a property for it, 17 uses that of the
   * terminal or else the default, 18 that of the terminal or else the native one.
   */
  static Charset charsetOfStandardError() {
    for (String property : new String[] {"stderr.encoding", "sun.stderr.encoding"}) {
      String name = System.getProperty(property);
      if (name != null && isSupported(name)) {
        return Charset.forName(name);
      }
    }
    String nativeName = System.getProperty("native.encoding");
    boolean utf8ByDefault = Runtime.version().feature() >= 18;
    return utf8ByDefault && nativeName != null && isSupported(nativeName)
        ? Charset.forName(nativeName)
        : Charset.defaultCharset();
  }

  private static boolean isSupported(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
