// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Replaces images and other Base64 data in a text by size and hash.
 *
 * <p>The data is neither readable nor small. The hash shows whether two are equal; it is that of
 * the bytes, so that it can be compared with a file's.
 */
final class InlineData {
  private static final String MARK = ";base64,";
  private static final int MIN_URL = 64;

  /** Shorter runs without a space may be readable: a token, a long name. */
  private static final int MIN_RUN = 2_048;

  private final String text;
  private final StringBuilder kept = new StringBuilder();
  private int from;
  private long replaced;

  private InlineData(String text) {
    this.text = text;
  }

  /**
   * Returns {@code text} without inline data; the same object if there is none.
   *
   * <p>Linear in the text: data URLs by searching, other runs by checking every 1024th character.
   */
  static String without(String text) {
    if (text.length() < MIN_URL) {
      return text;
    }
    InlineData data = new InlineData(text);
    data.urls();
    String rest = data.finish();
    if (rest.length() < MIN_RUN) {
      return rest;
    }
    InlineData runs = new InlineData(rest);
    runs.runs();
    return runs.finish();
  }

  /**
   * Parses a data URL in Base64: its type and a description of its bytes; null if it is not one.
   */
  record Url(@Nullable String mimeType, long bytes, String sha256) {
    static @Nullable Url of(String uri) {
      int mark = uri.startsWith("data:") ? uri.indexOf(MARK) : -1;
      if (mark < 0 || mark > 256) {
        return null;
      }
      int start = mark + MARK.length();
      Content content = Content.of(uri, start, runEnd(uri, start));
      String type = uri.substring("data:".length(), mark);
      return new Url(type.isEmpty() ? null : type, content.bytes, content.sha256);
    }
  }

  private String finish() {
    return replaced == 0 ? text : kept.append(text, from, text.length()).toString();
  }

  private void urls() {
    for (int mark = text.indexOf(MARK); mark >= 0; mark = text.indexOf(MARK, mark + 1)) {
      int start = mark + MARK.length();
      int end = runEnd(text, start);
      if (start >= from && end - start >= MIN_URL) {
        replace(start, end);
      }
    }
  }

  private void runs() {
    int step = MIN_RUN / 2;
    for (int i = step - 1; i < text.length(); i += step) {
      if (i < from || !isBase64(text.charAt(i))) {
        continue;
      }
      int start = i;
      while (start > from && isBase64(text.charAt(start - 1))) {
        start--;
      }
      int end = runEnd(text, i);
      if (end - start >= MIN_RUN && isMixed(start, end)) {
        replace(start, end);
      }
      i = Math.max(i, end - end % step);
    }
  }

  private void replace(int start, int end) {
    Content content = Content.of(text, start, end);
    kept.append(text, from, start)
        .append("[base64 of ")
        .append(content.bytes)
        .append(" bytes, sha256 ")
        .append(content.sha256)
        .append(']');
    from = end;
    replaced++;
  }

  /** Base64 of that length contains all kinds of characters; a ruler or a number does not. */
  private boolean isMixed(int start, int end) {
    int kinds = 0;
    for (int i = start; i < Math.min(end, start + MIN_RUN); i++) {
      char c = text.charAt(i);
      kinds |= c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : c >= '0' && c <= '9' ? 4 : 0;
    }
    return kinds == 7;
  }

  private static int runEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isBase64(text.charAt(end))) {
      end++;
    }
    while (end < text.length() && text.charAt(end) == '=') {
      end++;
    }
    // A backslash belongs to the run only if it escapes one of its slashes.
    return end > start && text.charAt(end - 1) == '\\' ? end - 1 : end;
  }

  private static boolean isBase64(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '-'
        || c == '_'
        || c == '\\';
  }

  /** Describes the bytes that a Base64 text represents. */
  private record Content(long bytes, String sha256) {
    private static final int CHUNK = 64 * 1024;

    static Content of(String text, int start, int end) {
      MessageDigest digest = newDigest();
      byte[] chunk = new byte[CHUNK];
      int filled = 0;
      long bytes = 0;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (c == '=' || c == '\\') {
          continue;
        }
        chunk[filled++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
        if (filled == CHUNK) {
          bytes += add(digest, chunk, filled);
          filled = 0;
        }
      }
      filled -= filled % 4 == 1 ? 1 : 0; // no byte has so few bits: the text was cut off
      bytes += add(digest, chunk, filled);
      return new Content(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static int add(MessageDigest digest, byte[] chunk, int filled) {
      String encoded = new String(chunk, 0, filled, StandardCharsets.ISO_8859_1);
      byte[] bytes = Base64.getDecoder().decode(encoded);
      digest.update(bytes);
      return bytes.length;
    }

    private static MessageDigest newDigest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every Java has SHA-256
      }
    }
  }
}
