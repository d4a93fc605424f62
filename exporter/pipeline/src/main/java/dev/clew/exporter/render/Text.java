// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

/**
 * Cuts and repairs text.
 *
 * <p>A Java string may contain half a surrogate pair; UTF-8 cannot. Some encoders refuse such a
 * string, others write an escape that strict readers refuse, and either costs the whole line. So
 * halves are replaced here, and a cut never creates one.
 */
final class Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** Returns {@code text}, cut to {@code max} characters including a marker. */
  static String cut(String text, int max) {
    return cut(text, text.length(), max);
  }

  /**
   * Returns {@code text}, the beginning of a text of {@code length} characters, cut to {@code max}
   * characters; unless it is complete, it ends with a marker that gives the original length.
   */
  static String cut(String text, int length, int max) {
    if (length <= max && text.length() <= max) {
      return wellFormed(text);
    }
    String marker = marker(Math.max(length, text.length()));
    int keep = Math.min(text.length(), Math.max(0, max - marker.length()));
    if (keep > 0 && Character.isHighSurrogate(text.charAt(keep - 1))) {
      keep--;
    }
    return wellFormed(text.substring(0, keep)) + marker;
  }

  /** Returns the marker for a text of {@code length} characters that was cut. */
  static String marker(int length) {
    return "… [truncated, " + length + " characters in all]";
  }

  /** Returns the replacement for a text of {@code length} characters that is withheld. */
  static String withheld(int length) {
    return "[" + length + " characters withheld]";
  }

  private static String wellFormed(String text) {
    int bad = firstLoneSurrogate(text, 0);
    if (bad < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    while (bad >= 0) {
      repaired.setCharAt(bad, REPLACEMENT);
      bad = firstLoneSurrogate(text, bad + 1);
    }
    return repaired.toString();
  }

  private static int firstLoneSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
