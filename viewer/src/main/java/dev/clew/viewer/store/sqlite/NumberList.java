// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import org.jspecify.annotations.Nullable;

/** What {@code group_concat} makes of whole numbers that are not negative. */
final class NumberList {

  private NumberList() {}

  static long[] parse(byte @Nullable [] text) {
    if (text == null || text.length == 0) {
      return new long[0];
    }
    int count = 1;
    for (byte each : text) {
      count += each == ',' ? 1 : 0;
    }
    long[] numbers = new long[count];
    int at = 0;
    for (byte each : text) {
      if (each == ',') {
        at++;
      } else {
        numbers[at] = numbers[at] * 10 + (each - '0');
      }
    }
    return numbers;
  }
}
