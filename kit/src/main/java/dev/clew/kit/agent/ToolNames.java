// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

/**
 * Compares the names of tools, as models and code spell them: {@code book_hotel} and {@code
 * bookHotel}.
 */
final class ToolNames {
  private ToolNames() {}

  /** Returns whether the names differ in nothing but case and separators. */
  static boolean areSame(String name, String other) {
    int i = next(name, 0);
    int j = next(other, 0);
    while (i < name.length() && j < other.length()) {
      if (Character.toLowerCase(name.charAt(i)) != Character.toLowerCase(other.charAt(j))) {
        return false;
      }
      i = next(name, i + 1);
      j = next(other, j + 1);
    }
    return i == name.length() && j == other.length();
  }

  /** Returns the first index from {@code index} on that is not a separator. */
  private static int next(String name, int index) {
    int at = index;
    while (at < name.length() && isSeparator(name.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return c == '_' || c == '-' || c == '.' || c == ' ';
  }
}
