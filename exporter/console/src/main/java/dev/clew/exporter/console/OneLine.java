// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

/**
 * Makes text safe for one line of a terminal.
 *
 * <p>Content comes from models, tools and strangers. Control characters would let it move the
 * cursor or recolour the screen, and direction overrides would let it reorder the line.
 */
final class OneLine {
  private OneLine() {}

  /** Returns {@code text} as one line of at most {@code max} characters. */
  static String of(String text, int max, TreeSymbols symbols) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), max + 1));
    boolean space = false;
    for (int i = 0; i < text.length() && line.length() <= max; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        space = true;
      } else if (isVisible(c)) {
        if (space && line.length() > 0) {
          line.append(' ');
        }
        space = false;
        line.append(c);
      }
    }
    if (line.length() <= max) {
      return line.toString();
    }
    int keep = Math.max(0, max - symbols.ellipsis().length());
    if (keep > 0 && Character.isHighSurrogate(line.charAt(keep - 1))) {
      keep--;
    }
    return line.substring(0, keep).stripTrailing() + symbols.ellipsis();
  }

  private static boolean isVisible(char c) {
    boolean direction = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return !Character.isISOControl(c) && !direction;
  }
}
