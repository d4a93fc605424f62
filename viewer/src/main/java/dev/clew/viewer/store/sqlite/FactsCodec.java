// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanError;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.ToolFacts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a span that no query uses, as compact JSON. Written and read as a stream, because
 * opening a trace reads it ten thousand times. Keys may be added, but never change their meaning.
 */
final class FactsCodec {

  private static final JsonFactory JSON = new JsonFactory();

  private FactsCodec() {}

  static String write(SpanRow span) {
    StringWriter text = new StringWriter(200);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      string(out, "l", span.label().equals(span.name()) ? null : span.label());
      if (span.firstTokenNanos() >= 0) {
        out.writeNumberField("f", span.firstTokenNanos());
      }
      string(out, "sv", span.service());
      string(out, "p", span.preview());
      string(out, "g", span.group());
      string(out, "i", span.input());
      string(out, "o", span.output());
      string(out, "rd", span.retryDetail());
      if (!span.retryOffsets().isEmpty()) {
        out.writeArrayFieldStart("r");
        for (long offset : span.retryOffsets()) {
          out.writeNumber(offset);
        }
        out.writeEndArray();
      }
      if (span.error() != null) {
        strings(out, "e", span.error().type(), span.error().message(), span.error().place());
      }
      if (span.handoff() != null) {
        strings(out, "h", span.handoff().from(), span.handoff().to(), span.handoff().decidedBy());
      }
      if (span.tool() != null) {
        out.writeNumberField("ah", span.tool().argumentsHash());
        out.writeNumberField("ac", span.tool().argumentCharacters());
        strings(out, "t", span.tool().callId(), span.tool().mcpServer());
      }
      if (span.model() != null) {
        model(out, span.model());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void model(JsonGenerator out, ModelFacts model) throws IOException {
    strings(
        out,
        "m",
        model.requestModel(),
        model.responseModel(),
        model.provider(),
        model.finishReason());
    out.writeNumberField("mn", model.messages());
    out.writeNumberField("mh", model.firstMessageHash());
    list(out, "c", model.toolCalls());
    list(out, "ci", model.callIds());
    list(out, "no", model.notOffered());
    list(out, "of", model.offered());
    Tokens tokens = model.tokens();
    if (tokens != null) {
      out.writeFieldName("u");
      out.writeArray(
          new long[] {
            tokens.input(),
            tokens.output(),
            tokens.cachedInput(),
            tokens.cacheWriteInput(),
            tokens.reasoning(),
            tokens.estimated() ? 1 : 0
          },
          0,
          6);
    }
    Cost cost = model.cost();
    if (cost != null) {
      out.writeFieldName("$");
      out.writeArray(
          new double[] {
            cost.total(), cost.input(), cost.output(), cost.cacheSavings(), cost.unpriced()
          },
          0,
          5);
      string(out, "$s", cost.source());
    }
  }

  private static void string(JsonGenerator out, String key, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(key, value);
    }
  }

  private static void strings(JsonGenerator out, String key, @Nullable String... values)
      throws IOException {
    out.writeArrayFieldStart(key);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private static void list(JsonGenerator out, String key, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      strings(out, key, values.toArray(new String[0]));
    }
  }

  /**
   * Reads what {@link #write} has written; the parser is at its beginning before, and at its end
   * afterwards.
   */
  static Facts read(JsonParser in) throws IOException {
    Facts facts = new Facts();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      field(facts, key, in);
    }
    return facts;
  }

  private static void field(Facts facts, String key, JsonParser in) throws IOException {
    switch (key) {
      case "l" -> facts.label = in.getText();
      case "f" -> facts.firstToken = in.getLongValue();
      case "sv" -> facts.service = in.getText();
      case "p" -> facts.preview = in.getText();
      case "g" -> facts.group = in.getText();
      case "i" -> facts.input = in.getText();
      case "o" -> facts.output = in.getText();
      case "rd" -> facts.retryDetail = in.getText();
      case "r" -> {
        facts.retries = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          facts.retries.add(in.getLongValue());
        }
      }
      case "e" -> facts.error = readStrings(in);
      case "h" -> facts.handoff = readStrings(in);
      case "ah" -> facts.argumentsHash = in.getLongValue();
      case "ac" -> facts.argumentCharacters = in.getIntValue();
      case "t" -> facts.tool = readStrings(in);
      case "m" -> facts.model = readStrings(in);
      case "mn" -> facts.messages = in.getIntValue();
      case "mh" -> facts.messageHash = in.getLongValue();
      case "c" -> facts.toolCalls = texts(in);
      case "ci" -> facts.callIds = texts(in);
      case "no" -> facts.notOffered = texts(in);
      case "of" -> facts.offered = texts(in);
      case "u" -> facts.usage = numbers(in);
      case "$" -> facts.cost = numbers(in);
      case "$s" -> facts.costSource = in.getText();
      default -> in.skipChildren();
    }
  }

  private static @Nullable String[] readStrings(JsonParser in) throws IOException {
    @Nullable String[] values = new @Nullable String[4];
    for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i < values.length && in.currentToken() == JsonToken.VALUE_STRING) {
        values[i] = in.getText();
      }
    }
    return values;
  }

  private static List<String> texts(JsonParser in) throws IOException {
    List<String> values = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(in.getText());
    }
    return values;
  }

  private static double[] numbers(JsonParser in) throws IOException {
    double[] values = new double[6];
    for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i < values.length) {
        values[i] = in.getDoubleValue();
      }
    }
    return values;
  }

  /** The fields as read, in any order. */
  static final class Facts {
    @Nullable String label;
    @Nullable String service;
    @Nullable String preview;
    @Nullable String group;
    @Nullable String input;
    @Nullable String output;
    @Nullable String retryDetail;
    @Nullable String costSource;
    List<Long> retries = List.of();
    long firstToken = -1;
    long argumentsHash;
    int argumentCharacters;
    long messageHash;
    int messages;
    List<String> toolCalls = List.of();
    List<String> callIds = List.of();
    List<String> notOffered = List.of();
    List<String> offered = List.of();
    @Nullable String @Nullable [] error;
    @Nullable String @Nullable [] handoff;
    @Nullable String @Nullable [] tool;
    @Nullable String @Nullable [] model;
    double @Nullable [] usage;
    double @Nullable [] cost;

    @Nullable SpanError error() {
      return error == null ? null : new SpanError(orEmpty(error[0]), orEmpty(error[1]), error[2]);
    }

    SpanRow.@Nullable Handoff handoff() {
      return handoff == null
          ? null
          : new SpanRow.Handoff(orEmpty(handoff[0]), orEmpty(handoff[1]), handoff[2]);
    }

    @Nullable ToolFacts tool() {
      return tool == null
          ? null
          : new ToolFacts(tool[0], argumentsHash, tool[1], argumentCharacters);
    }

    @Nullable ModelFacts model() {
      return model == null
          ? null
          : new ModelFacts(
              model[0],
              model[1],
              model[2],
              tokens(),
              cost(),
              model[3],
              toolCalls,
              callIds,
              notOffered,
              offered,
              messages,
              messageHash);
    }

    private @Nullable Tokens tokens() {
      double[] u = usage;
      return u == null
          ? null
          : new Tokens((long) u[0], (long) u[1], (long) u[2], (long) u[3], (long) u[4], u[5] != 0);
    }

    private @Nullable Cost cost() {
      double[] c = cost;
      return c == null ? null : new Cost(c[0], c[1], c[2], c[3], (int) c[4], costSource);
    }

    private static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }
  }
}
