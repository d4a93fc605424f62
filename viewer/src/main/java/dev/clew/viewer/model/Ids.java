// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Ids of W3C trace context. Other forms, such as those of OpenAI's SDKs, are converted: {@code
 * trace_<32 hex>} loses its prefix, {@code span_<24 hex>} everything after its first 16 digits, and
 * anything else is hashed.
 */
public final class Ids {

  private Ids() {}

  /** 32 lower-case hexadecimal digits. */
  public static String trace(String text) {
    String id = strip(text, "trace_");
    return isHex(id, 32)
        ? id.toLowerCase(Locale.ROOT)
        : HexFormat.of().formatHex(hash(text), 0, 16);
  }

  /** A span id as a number; never 0. */
  public static long span(String text) {
    String id = strip(text, "span_");
    if (isHex(id, id.length()) && (id.length() == 16 || id.length() == 24)) {
      long value = Long.parseUnsignedLong(id.substring(0, 16), 16);
      return value == 0 ? 1 : value;
    }
    long value = 0;
    byte[] hash = hash(text);
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (hash[i] & 0xff);
    }
    return value == 0 ? 1 : value;
  }

  public static String span(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  public static boolean isHex(String text, int length) {
    if (text.length() != length || length == 0) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String strip(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
