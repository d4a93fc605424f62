// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Random ids in W3C form: lower-case hexadecimal, never all zero. */
final class HexId {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private HexId() {}

  static long random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long id = random.nextLong();
    while (id == 0) {
      id = random.nextLong();
    }
    return id;
  }

  static String of(long id) {
    byte[] text = new byte[16];
    for (int i = 0; i < 16; i++) {
      text[i] = DIGITS[(int) (id >>> (60 - 4 * i)) & 0xF];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
