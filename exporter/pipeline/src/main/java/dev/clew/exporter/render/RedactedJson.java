// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.clew.exporter.redact.JsonPosition;
import dev.clew.exporter.redact.Redaction;
import dev.clew.exporter.redact.scan.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a JSON text, redacted and limited in length, so that it remains valid JSON.
 *
 * <p>Strings are inspected in their decoded form: an escape may hide an address, and a replacement
 * within an escape would break the text. Content that does not fit is omitted at the end of each
 * object and array, with a mark in the last place.
 */
final class RedactedJson {
  private static final int MAX_NESTED_TEXTS = 3;
  private static final int MARK = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(500)
                  .build())
          .build();

  private final Redaction redaction;
  private final Redaction.Scope scope;
  private final JsonPosition position = new JsonPosition();
  private final StringBuilder out = new StringBuilder();
  private final String text;
  private final int max;
  private final int nested;
  private boolean cut;
  private boolean shortened;

  private RedactedJson(
      String text, int max, int nested, Redaction redaction, Redaction.Scope scope) {
    this.text = text;
    this.max = max;
    this.nested = nested;
    this.redaction = redaction;
    this.scope = scope;
  }

  /**
   * The rewritten text.
   *
   * @param cut whether something is missing because of the length
   */
  record Rewritten(String text, boolean cut) {}

  /** Returns whether {@code text} starts like an object or array. */
  static boolean seems(String text) {
    for (int i = 0; i < Math.min(text.length(), 64); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        return c == '{' || c == '[';
      }
    }
    return false;
  }

  /**
   * Returns {@code text} rewritten in at most {@code max} characters, or null if it is not JSON.
   */
  static @Nullable Rewritten rewrite(
      String text, int max, Redaction redaction, Redaction.Scope scope) {
    return rewrite(text, max, 0, redaction, scope);
  }

  private static @Nullable Rewritten rewrite(
      String text, int max, int nested, Redaction redaction, Redaction.Scope scope) {
    if (max < 4 * MARK && text.length() > max) {
      return null; // no room for a mark in it
    }
    RedactedJson rewriting = new RedactedJson(text, max, nested, redaction, scope);
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      rewriting.value(parser);
      if (rewriting.out.length() == 0) {
        rewriting.out.append("null"); // the root itself was dropped
      }
      if (!rewriting.cut && parser.nextToken() != null) {
        return null;
      }
      return new Rewritten(rewriting.out.toString(), rewriting.cut || rewriting.shortened);
    } catch (IOException notJson) {
      return null;
    }
  }

  /** Writes the value at the parser's position. */
  private void value(JsonParser parser) throws IOException {
    Kind reason = redaction.reason(position, scope);
    if (reason != null) {
      replace(parser, reason);
      return;
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("end of text");
    }
    switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> string(parser, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      default -> out.append(parser.getText());
    }
  }

  private void object(JsonParser parser) throws IOException {
    out.append('{');
    boolean first = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (isFull()) {
        endEarly(first, "\"…\":");
        break;
      }
      String name = parser.currentName();
      parser.nextToken();
      int before = out.length();
      out.append(first ? "" : ",");
      quoted(
          redaction.text(
              name, Math.min(name.length(), Math.max(MARK, Math.min(4_096, room() / 2)))));
      out.append(':');
      position.enter(name);
      int start = out.length();
      value(parser);
      position.leave();
      if (out.length() == start) {
        out.setLength(before); // dropped
        continue;
      }
      first = false;
      if (cut) {
        break;
      }
    }
    out.append('}');
  }

  private void array(JsonParser parser) throws IOException {
    out.append('[');
    boolean first = true;
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (isFull()) {
        endEarly(first, "");
        break;
      }
      int before = out.length();
      out.append(first ? "" : ",");
      position.enter(i);
      int start = out.length();
      value(parser);
      position.leave();
      if (out.length() == start) {
        out.setLength(before);
        continue;
      }
      first = false;
      if (cut) {
        break;
      }
    }
    out.append(']');
  }

  private void string(JsonParser parser, String value) throws IOException {
    String name = position.name();
    Kind reason = redaction.reason(name, value);
    if (reason != null) {
      String instead = redaction.instead(value, reason);
      if (instead != null) {
        quoted(instead);
      }
      return;
    }
    int rest = Math.max(0, text.length() - (int) parser.currentLocation().getCharOffset());
    int room = Math.max(MARK, room() - Math.min(rest + 2 * MARK, room() / 4));
    String kept = nestedText(value, room);
    if (kept == null) {
      kept = redaction.text(value, Math.min(value.length(), room));
      shortened |= value.length() > room || kept.length() > room;
      kept = Text.cut(kept, value.length(), room);
    }
    String written = quote(kept);
    while (written.length() > room && kept.length() > MARK) {
      // Escapes take more room than the characters they represent.
      shortened = true;
      kept = Text.cut(kept, value.length(), Math.max(MARK, kept.length() / 2));
      written = quote(kept);
    }
    if (written.length() > room) {
      written = Text.marker(value.length());
    }
    out.append('"').append(written).append('"');
  }

  /** JSON in a string in JSON, as tool results often are. */
  private @Nullable String nestedText(String value, int room) {
    if (nested >= MAX_NESTED_TEXTS || !seems(value)) {
      return null;
    }
    if (value.length() <= room && !redaction.concerns(value, value.length(), redaction.general())) {
      return value;
    }
    Rewritten inner = rewrite(value, room / 2, nested + 1, redaction, redaction.general());
    if (inner == null) {
      return null;
    }
    shortened |= inner.cut();
    return inner.text();
  }

  private void number(String digits) {
    String name = position.name();
    Kind reason = redaction.reason(name, digits);
    String kept =
        reason != null
            ? redaction.instead(digits, reason)
            : redaction.text(digits, digits.length());
    if (digits.equals(kept)) {
      out.append(digits);
    } else if (kept != null) {
      quoted(kept);
    }
  }

  private void replace(JsonParser parser, Kind reason) throws IOException {
    String value = parser.currentToken().isScalarValue() ? parser.getText() : "";
    parser.skipChildren();
    String instead = redaction.instead(value, reason);
    if (instead != null) {
      quoted(instead);
    }
  }

  private boolean isFull() {
    return room() < MARK;
  }

  /**
   * Returns how many characters may still be written, after reserving the closing brackets and the
   * mark.
   */
  private int room() {
    return max - out.length() - MARK - 8 - 2 * Math.min(500, depth());
  }

  private int depth() {
    return position.depth() + 1;
  }

  private void endEarly(boolean first, String name) {
    out.append(first ? "" : ",").append(name);
    quoted(Text.marker(text.length()));
    cut = true;
  }

  private void quoted(String value) {
    out.append('"').append(quote(value)).append('"');
  }

  private static String quote(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }
}
