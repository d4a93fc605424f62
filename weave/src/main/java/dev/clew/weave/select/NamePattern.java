// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.select;

/** A name in which each star stands for any number of characters. */
final class NamePattern {
  private final String[] pieces;

  NamePattern(String pattern) {
    this.pieces = pattern.split("\\*", -1);
  }

  boolean matches(String name) {
    String first = pieces[0];
    if (pieces.length == 1) {
      return name.equals(first);
    }
    String last = pieces[pieces.length - 1];
    int end = name.length() - last.length();
    if (end < first.length() || !name.startsWith(first) || !name.endsWith(last)) {
      return false;
    }
    int from = first.length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = name.indexOf(pieces[i], from);
      if (found < 0 || found + pieces[i].length() > end) {
        return false;
      }
      from = found + pieces[i].length();
    }
    return true;
  }
}
