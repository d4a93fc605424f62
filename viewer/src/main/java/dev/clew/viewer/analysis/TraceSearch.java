// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a text in the spans of one trace, ignoring case. */
public final class TraceSearch {

  private static final int BEFORE = 40;
  private static final int EXCERPT = 160;

  /**
   * Where the text occurs in one span.
   *
   * @param place {@code name}, {@code input}, {@code output}, {@code error} or {@code other}
   */
  public record Hit(long spanId, String place, String excerpt) {}

  private final String text;
  private final Map<Long, Hit> hits = new HashMap<>();

  public TraceSearch(String text) {
    this.text = text.toLowerCase(Locale.ROOT);
  }

  /** Searches a span, in the order of the places. */
  public void look(long spanId, SpanContent content) {
    Hit hit = find(spanId, "name", Json.text(content.clew(), "name"));
    if (hit == null) {
      hit = find(spanId, "name", Json.text(content.data(), "name"));
    }
    if (hit == null && content.type().isModelCall()) {
      hit = messages(spanId, "input", content.input());
      hit = hit == null ? messages(spanId, "output", content.output()) : hit;
    }
    if (hit == null) {
      hit = tree(spanId, "error", Json.child(content.record(), "error"));
    }
    if (hit == null && !content.type().isModelCall()) {
      hit = tree(spanId, "input", orMissing(content.of("input")));
      hit = hit == null ? tree(spanId, "input", orMissing(content.of("inputs"))) : hit;
      hit = hit == null ? tree(spanId, "output", orMissing(content.of("output"))) : hit;
    }
    if (hit == null) {
      hit = tree(spanId, "other", content.data());
      hit = hit == null ? tree(spanId, "other", content.clew()) : hit;
    }
    if (hit != null) {
      hits.put(spanId, hit);
    }
  }

  /** The matches, in tree order. */
  public List<Hit> hits(TraceTree tree) {
    List<Hit> ordered = new ArrayList<>();
    for (SpanRow span : tree.order()) {
      Hit hit = hits.get(span.id());
      if (hit != null) {
        ordered.add(hit);
      }
    }
    return ordered;
  }

  private @Nullable Hit messages(long spanId, String place, List<Message> messages) {
    for (Message message : messages) {
      Hit hit = find(spanId, place, message.plain());
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }

  private @Nullable Hit tree(long spanId, String place, JsonNode node) {
    if (node.isValueNode()) {
      return node.isNull() ? null : find(spanId, place, node.asText());
    }
    for (JsonNode child : node) {
      Hit hit = tree(spanId, place, child);
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }

  private @Nullable Hit find(long spanId, String place, @Nullable String where) {
    int at = where == null ? -1 : where.toLowerCase(Locale.ROOT).indexOf(text);
    if (where == null || at < 0) {
      return null;
    }
    int from = Math.min(where.length(), Math.max(0, at - BEFORE));
    int to = Math.min(where.length(), from + EXCERPT);
    return new Hit(spanId, place, where.substring(from, to).replace('\n', ' '));
  }

  private static JsonNode orMissing(@Nullable JsonNode node) {
    return node == null ? Json.MAPPER.missingNode() : node;
  }
}
