// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

/**
 * Makes text safe to display: control characters, terminal escape sequences and marks that change
 * the direction of writing are replaced by visible symbols.
 */
public final class Printable {

  private Printable() {}

  /** One character; line ends and tabs stay. */
  public static String of(char c) {
    if (c == '\n' || c == '\t' || c == '\r') {
      return c == '\r' ? "" : String.valueOf(c);
    }
    if (c < 0x20) {
      return String.valueOf((char) (0x2400 + c));
    }
    boolean hidden =
        c == 0x7f
            || (c >= 0x80 && c < 0xa0)
            || (c >= 0x200b && c <= 0x200f)
            || (c >= 0x202a && c <= 0x202e)
            || (c >= 0x2060 && c <= 0x206f)
            || c == 0xfeff;
    return hidden ? "\ufffd" : String.valueOf(c);
  }

  /** A whole text. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      safe.append(of(text.charAt(i)));
    }
    return safe.toString();
  }

  /** A whole text on one line. */
  public static String line(String text) {
    return of(text.replace('\n', ' ').replace('\t', ' '));
  }
}
