// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import dev.clew.viewer.model.TraceRow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The last row of a page, after which the next one starts.
 *
 * @param value the sort key, as a text
 */
public record Cursor(boolean running, String value, String traceId) {

  /** The place after a row in the order of a query. */
  public static Cursor of(TraceRow row, TraceQuery query) {
    String value =
        switch (query.sort()) {
          case START -> String.valueOf(row.startNanos());
          case DURATION -> String.valueOf(row.durationNanos());
          case TOKENS -> String.valueOf(row.tokens() == null ? 0 : row.tokens().total());
          case COST -> String.valueOf(row.cost() == null ? 0.0 : row.cost().total());
          case NAME -> row.name();
          case ERRORS -> String.valueOf(row.errors());
          case SPANS -> String.valueOf(row.spans());
        };
    return new Cursor(row.isRunning(), value, row.id());
  }

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
