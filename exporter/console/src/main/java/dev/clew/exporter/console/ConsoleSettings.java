// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * How trees are printed.
 *
 * @param charset the charset of the stream; if it cannot encode lines and arrows, plain ASCII is
 *     used
 * @param colours whether to write ANSI escape sequences
 * @param width the number of columns at which a line's details are cut
 * @param maxWaitingSpans how many spans of unfinished traces are kept before the oldest trace is
 *     dropped
 */
public record ConsoleSettings(Charset charset, boolean colours, int width, int maxWaitingSpans) {
  private static final int MIN_WIDTH = 40;
  private static final int DEFAULT_WIDTH = 140;
  private static final int MAX_WIDTH = 1_000;

  public ConsoleSettings {
    if (width < MIN_WIDTH) {
      throw new IllegalArgumentException("width < 40: " + width);
    }
    if (maxWaitingSpans < 1) {
      throw new IllegalArgumentException("maxWaitingSpans < 1: " + maxWaitingSpans);
    }
  }

  /**
   * Returns settings for the JVM's standard error stream: 10000 waiting spans, and the columns that
   * the shell reports in {@code COLUMNS}, or 140.
   */
  public static ConsoleSettings forStandardError(boolean colours, Map<String, String> environment) {
    return new ConsoleSettings(
        charsetOfStandardError(),
        colours,
        columns(environment.getOrDefault("COLUMNS", "")),
        10_000);
  }

  private static int columns(String text) {
    return text.matches("[1-9]\\d{0,5}")
        ? Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Integer.parseInt(text)))
        : DEFAULT_WIDTH;
  }

  /**
   * Returns the charset of {@code System.err}: Java 19 has a property for it, 17 uses the
   * terminal's or else the default charset, 18 the terminal's or else the native one.
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
