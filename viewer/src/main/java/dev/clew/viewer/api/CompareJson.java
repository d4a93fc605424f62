// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.compare.AlignedRow;
import dev.clew.viewer.compare.Difference;
import dev.clew.viewer.compare.TextDiff;
import dev.clew.viewer.compare.TraceComparison;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code Comparison} of openapi.yaml. */
public final class CompareJson {

  private CompareJson() {}

  public static ObjectNode comparison(TraceComparison comparison) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("a", TraceJson.row(comparison.a()));
    json.set("b", TraceJson.row(comparison.b()));
    ArrayNode differences = json.putArray("differences");
    for (Difference difference : comparison.differences()) {
      ObjectNode entry = differences.addObject();
      entry.put("kind", difference.kind().wire()).put("text", difference.text());
      id(entry, "aSpanId", difference.a());
      id(entry, "bSpanId", difference.b());
    }
    ArrayNode rows = json.putArray("rows");
    for (AlignedRow row : comparison.rows()) {
      ObjectNode entry = rows.addObject();
      entry.put("depth", row.depth());
      entry.put("type", row.either().type().wire()).put("name", row.either().name());
      entry.put("match", row.match().name().toLowerCase(Locale.ROOT));
      entry.put("textChanged", row.textChanged());
      side(entry, "a", row.a(), comparison.a());
      side(entry, "b", row.b(), comparison.b());
    }
    return json;
  }

  private static void id(ObjectNode json, String field, @Nullable SpanRow span) {
    if (span != null) {
      json.put(field, span.idText());
    }
  }

  private static void side(ObjectNode row, String side, @Nullable SpanRow span, TraceRow trace) {
    if (span == null) {
      return;
    }
    ObjectNode json = row.putObject(side);
    json.put("spanId", span.idText()).put("name", span.name());
    json.put("status", span.status().wire());
    json.put("offsetMs", SpanJson.millis(span.startNanos() - trace.startNanos()));
    long end = span.endOr(trace.startNanos() + trace.durationNanos());
    json.put("durationMs", SpanJson.millis(end - span.startNanos()));
    if (span.tokens() != null) {
      json.set("tokens", SpanJson.tokens(span.tokens()));
    }
    if (span.cost() != null) {
      json.set("cost", SpanJson.cost(span.cost()));
    }
    if (span.error() != null) {
      json.set("error", SpanJson.error(span.error()));
    }
  }

  public static ObjectNode texts(List<TextDiff.Piece> input, List<TextDiff.Piece> output) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    pieces(json.putArray("input"), input);
    pieces(json.putArray("output"), output);
    return json;
  }

  private static void pieces(ArrayNode json, List<TextDiff.Piece> pieces) {
    for (TextDiff.Piece piece : pieces) {
      json.addObject()
          .put(
              "op",
              switch (piece.side()) {
                case BOTH -> "same";
                case ONLY_A -> "a";
                case ONLY_B -> "b";
              })
          .put("text", piece.text());
    }
  }
}
