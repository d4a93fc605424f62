// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.viewer.analysis.TraceDigest;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.content.SpanText;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Words;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the documents of a trace and its spans; the mappings are in traces.json. */
final class TraceDocument {

  /** Between the name of a field and its value. */
  static final char SEPARATOR = '\u001f';

  private static final int MAX_TEXT = 1000;

  /** Fields whose figures are asked for. The others are only searched. */
  static final Set<String> WITH_FIGURES =
      Set.of(
          Facet.ALL,
          "status",
          "name",
          "service",
          "agent",
          "model",
          "provider",
          "tool",
          "error",
          "fingerprint",
          Facet.ENDED,
          "finding",
          "guardrail",
          "edge",
          "offered",
          "invented",
          "type",
          "content",
          "group",
          "user");

  private TraceDocument() {}

  static String key(String field, String value) {
    String key = field + SEPARATOR + value;
    return key.length() > MAX_TEXT ? key.substring(0, MAX_TEXT) : key;
  }

  static String cut(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  static String spanId(String traceId, long spanId) {
    return traceId + "-" + Ids.span(spanId);
  }

  /** Of a trace; one without spans is stored, but not found. */
  static byte[] write(TraceState state, long revision) {
    TraceDigest digest = TraceDigest.of(state.header(), state.rows());
    TraceRow row = digest.row().at(revision);
    return Json.bytes(
        json -> {
          json.writeStartObject();
          if (!state.spans().isEmpty()) {
            json.writeStringField("rel", "trace");
            numbers(json, row);
            values(json, digest.facets());
            figures(json, digest.facets(), row.startNanos() / 60_000_000_000L);
            json.writeArrayFieldStart("open");
            for (String open : open(state)) {
              json.writeString(open);
            }
            json.writeEndArray();
          }
          json.writeStringField("trace", row.id());
          json.writeNumberField("revision", revision);
          json.writeArrayFieldStart("metadata_keys");
          for (String key : state.header().metadata().keySet()) {
            json.writeString(cut(key));
          }
          json.writeEndArray();
          json.writeStringField("row", Json.write(row));
          json.writeBinaryField("state", state.pack());
          json.writeEndObject();
        });
  }

  private static void numbers(JsonGenerator json, TraceRow row) throws IOException {
    Tokens tokens = row.tokens() == null ? Tokens.NONE : row.tokens();
    Cost cost = row.cost() == null ? Cost.NONE : row.cost();
    json.writeStringField("name", cut(row.name()));
    json.writeStringField("status", row.status().wire());
    json.writeNumberField("running", row.status() == Status.RUNNING ? 1 : 0);
    json.writeNumberField("start", row.startNanos());
    json.writeNumberField("duration", row.durationNanos());
    json.writeNumberField("spans", row.spans());
    json.writeNumberField("errors", row.errors());
    json.writeNumberField("calls", row.modelCalls());
    json.writeNumberField("toolcalls", row.toolCalls());
    json.writeNumberField("toolduration", row.longestToolNanos());
    json.writeNumberField("retries", row.retries());
    json.writeNumberField("arguments", row.largestArguments());
    json.writeNumberField("tokens", tokens.total());
    json.writeNumberField("input", tokens.input());
    json.writeNumberField("output", tokens.output());
    json.writeNumberField("cached", tokens.cachedInput());
    json.writeNumberField("cache_write", tokens.cacheWriteInput());
    json.writeNumberField("reasoning", tokens.reasoning());
    json.writeNumberField("cost", cost.total());
    json.writeNumberField("cost_input", cost.input());
    json.writeNumberField("cost_output", cost.output());
    json.writeNumberField("saved", cost.cacheSavings());
    json.writeNumberField("unpriced", cost.unpriced());
  }

  private static void values(JsonGenerator json, Map<Facet, Figures> facets) throws IOException {
    Set<String> folded = new TreeSet<>();
    json.writeArrayFieldStart("values");
    for (Facet facet : facets.keySet()) {
      json.writeString(key(facet.field(), facet.value()));
      folded.add(key(facet.field(), facet.value().toLowerCase(Locale.ROOT)));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("folded");
    for (String value : folded) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void figures(JsonGenerator json, Map<Facet, Figures> facets, long minute)
      throws IOException {
    json.writeArrayFieldStart("facets");
    for (Map.Entry<Facet, Figures> entry : facets.entrySet()) {
      Facet facet = entry.getKey();
      if (WITH_FIGURES.contains(facet.field())) {
        json.writeStartObject();
        json.writeStringField("field", facet.field());
        json.writeStringField("value", facet.value());
        json.writeNumberField("minute", minute);
        FacetFigures.write(json, entry.getValue());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /** The JVMs with open spans, with their machines. */
  private static Set<String> open(TraceState state) {
    Set<String> open = new TreeSet<>();
    for (TraceState.StoredSpan span : state.spans()) {
      String jvm = span.row().jvm();
      if (span.row().isOpen() && jvm != null) {
        open.add(open(jvm, state.hosts().getOrDefault(jvm, "")));
      }
    }
    return open;
  }

  static String open(String jvm, String host) {
    return jvm + "@" + host;
  }

  /** Of a span: its record, and the words by which it is found. */
  static byte[] span(SpanRow span, byte[] record) {
    SpanText text = new SpanText();
    text.add(SpanContent.of(record));
    String words = String.join(" ", Words.of(text.text()));
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("rel");
          json.writeStringField("name", "span");
          json.writeStringField("parent", span.traceId());
          json.writeEndObject();
          json.writeStringField("trace", span.traceId());
          json.writeStringField("text", words);
          json.writeBinaryField("payload", TraceState.deflate(record));
          json.writeEndObject();
        });
  }
}
