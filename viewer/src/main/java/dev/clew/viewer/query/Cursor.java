// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The last row of a page, after which the next one starts.
 *
 * @param value the sort key, as a text
 */
public record Cursor(boolean running, String value, String traceId) {

  public String encode() {
    String text = (running ? "1" : "0") + traceId + value;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Optional<Cursor> decode(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return plain.length() < 33
          ? Optional.empty()
          : Optional.of(
              new Cursor(plain.charAt(0) == '1', plain.substring(33), plain.substring(1, 33)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
