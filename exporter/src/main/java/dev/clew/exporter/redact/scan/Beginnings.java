// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

/**
 * Which three characters may begin something, the first of them a letter, as one bit each. Most
 * words are told by it in one step to be nothing. Capitals do not matter, so that it may say yes
 * where nothing begins.
 */
final class Beginnings {
  private static final int LOW_BITS = 31;

  /** What letters have and digits and most signs have not. */
  private static final int LETTER = 64;

  private final long[] bits = new long[1 << 11];

  void add(char first, char second, char third) {
    if (Chars.isLetter(first)) {
      int hash = hash(first, second, third);
      bits[hash >> 6] |= 1L << hash;
    }
  }

  /** Returns whether something may begin with these; a no is certain. */
  boolean may(char first, char second, char third) {
    int hash = hash(first, second, third);
    return (bits[hash >> 6] >>> hash & 1) != 0;
  }

  private static int hash(char first, char second, char third) {
    int letters = (second & LETTER) << 10 | (third & LETTER) << 9;
    return letters | (first & LOW_BITS) << 10 | (second & LOW_BITS) << 5 | (third & LOW_BITS);
  }
}
