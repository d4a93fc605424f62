// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

/** A name in which a star stands for any text, including none. */
public record NamePattern(String text) {

  /** Returns whether {@code name} matches; upper and lower case differ. */
  public boolean matches(String name) {
    int star = text.indexOf('*');
    if (star < 0) {
      return text.equals(name);
    }
    int last = text.lastIndexOf('*');
    int end = name.length() - (text.length() - last - 1);
    if (end < star
        || !name.startsWith(text.substring(0, star))
        || !name.endsWith(text.substring(last + 1))) {
      return false;
    }
    int from = star;
    for (int at = star; at < last; ) {
      int next = text.indexOf('*', at + 1);
      String piece = text.substring(at + 1, next);
      int found = name.indexOf(piece, from);
      if (found < 0 || found + piece.length() > end) {
        return false;
      }
      from = found + piece.length();
      at = next;
    }
    return true;
  }
}
