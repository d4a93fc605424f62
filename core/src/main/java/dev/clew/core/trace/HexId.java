// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Random ids in W3C format: lower-case hexadecimal, never all zero. */
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

  /** Parses the result of {@link #of(long)}. */
  static long parse(String digits) {
    return Long.parseUnsignedLong(digits, 16);
  }

  /** Returns whether {@code text} has {@code length} digits, as W3C writes them, and is no zero. */
  static boolean isId(@Nullable String text, int length) {
    if (text == null || text.length() != length) {
      return false;
    }
    boolean zero = true;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
      zero &= c == '0';
    }
    return !zero;
  }

  static String of(long id) {
    byte[] text = new byte[16];
    write(id, text, 0);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  static String of(long high, long low) {
    byte[] text = new byte[32];
    write(high, text, 0);
    write(low, text, 16);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void write(long id, byte[] text, int from) {
    for (int i = 0; i < 16; i++) {
      text[from + i] = DIGITS[(int) (id >>> (60 - 4 * i)) & 0xF];
    }
  }
}
