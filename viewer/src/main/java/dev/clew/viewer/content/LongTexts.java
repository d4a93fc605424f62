// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Cuts long strings out of a record before it is parsed, so that a record of many megabytes needs
 * no more memory than an ordinary one. The stored record stays complete.
 */
final class LongTexts {

  /** Shorter records stay unchanged. */
  private static final int LONG_RECORD = 2 << 20;

  /** The bytes kept of one string, of all of them together, and of each one after that. */
  private static final int MAX_STRING = 128 << 10;

  private static final int MAX_TOGETHER = 4 << 20;
  private static final int MAX_LATER = 200;

  /** Everything outside of strings; field names count as strings. */
  private static final int MAX_STRUCTURE = 16 << 20;

  private final byte[] json;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
  private long characters;
  private int kept;

  private LongTexts(byte[] json) {
    this.json = json;
  }

  /**
   * The shortened record.
   *
   * @param characters how many were left out
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Shortened(byte[] json, long characters) {}

  /**
   * Shortens a record if it is long.
   *
   * @throws IllegalArgumentException if it is long for a reason other than its texts
   */
  static Shortened shorten(byte[] json) {
    return json.length <= LONG_RECORD ? new Shortened(json, 0) : new LongTexts(json).shortened();
  }

  private Shortened shortened() {
    int at = 0;
    int structure = 0;
    while (at < json.length) {
      if (json[at] == '"') {
        at = string(at);
      } else {
        out.write(json[at++]);
        if (++structure > MAX_STRUCTURE) {
          throw new IllegalArgumentException(
              "a record with more than " + (MAX_STRUCTURE >> 20) + " MiB beside its texts");
        }
      }
    }
    return new Shortened(out.toByteArray(), characters);
  }

  /** The character of a byte or an escape; of two that form one character together. */
  private int length(int at) {
    if (json[at] != '\\' || at + 3 >= json.length) {
      return json[at] == '\\' ? 2 : 1;
    }
    if (json[at + 1] != 'u') {
      return 2;
    }
    boolean highSurrogate =
        (json[at + 2] == 'd' || json[at + 2] == 'D') && "89abAB".indexOf(json[at + 3]) >= 0;
    return highSurrogate ? 12 : 6;
  }

  /** Copies the string that starts at a quote; returns the position after its end. */
  private int string(int start) {
    int limit = start + 1 + (kept < MAX_TOGETHER ? MAX_STRING : MAX_LATER);
    int at = start + 1;
    int cut = -1;
    long left = 0;
    while (at < json.length && json[at] != '"') {
      if (cut < 0 && at >= limit && (json[at] & 0xc0) != 0x80) {
        cut = at;
      }
      left += cut >= 0 && (json[at] & 0xc0) != 0x80 ? 1 : 0;
      at += length(at);
    }
    int end = Math.min(at, json.length);
    out.write(json, start, (cut < 0 ? end : cut) - start);
    if (cut >= 0) {
      byte[] mark =
          String.format(Locale.ROOT, "[… truncated: %,d more characters in the raw record]", left)
              .getBytes(StandardCharsets.UTF_8);
      out.write(mark, 0, mark.length);
      characters += left;
    }
    kept += (cut < 0 ? end : cut) - start;
    if (end < json.length) {
      out.write('"');
    }
    return end + 1;
  }
}
