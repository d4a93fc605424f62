// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.ContextDiff;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.TraceStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code ContextDiff} of openapi.yaml. */
public final class ContextDiffJson {

  private final TraceStore store;
  private final LoadedTrace trace;
  private final TraceTree tree;

  public ContextDiffJson(TraceStore store, LoadedTrace trace) {
    this.store = store;
    this.trace = trace;
    this.tree = trace.tree();
  }

  /**
   * The difference between the contexts of two calls.
   *
   * @param against another model call, or null for the previous one under the same parent
   * @return empty if there is no such span
   * @throws IllegalArgumentException if one of the two is not a model call
   */
  public Optional<ObjectNode> diff(String spanId, @Nullable String against) {
    SpanRow span = tree.span(Ids.span(spanId));
    if (span == null) {
      return Optional.empty();
    }
    SpanRow previous = against == null ? tree.previousCall(span) : tree.span(Ids.span(against));
    if (against != null && previous == null) {
      return Optional.empty();
    }
    if (!span.type().isModelCall() || (previous != null && !previous.type().isModelCall())) {
      throw new IllegalArgumentException("only model calls have a context");
    }
    SpanContent now = content(span);
    SpanContent before = previous == null ? null : content(previous);
    ContextDiff diff =
        before == null
            ? ContextDiff.ofFirst(now.input())
            : ContextDiff.of(before.input(), before.output(), now.input());
    return Optional.of(json(span, previous, now, before, diff));
  }

  private SpanContent content(SpanRow span) {
    return store
        .payload(trace.row().id(), span.id())
        .map(SpanContent::of)
        .orElse(new SpanContent(Json.MAPPER.createObjectNode()));
  }

  private ObjectNode json(
      SpanRow span,
      @Nullable SpanRow previous,
      SpanContent now,
      @Nullable SpanContent before,
      ContextDiff diff) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("span", SpanJson.ref(span, tree));
    json.set("previous", SpanJson.ref(previous, tree));
    json.put("repeated", diff.repeated());
    if (previous != null && previous.tokens() != null) {
      json.put("repeatedTokens", previous.tokens().input());
    }
    MessageJson messages = new MessageJson(tree, span, Set.of(), this::contentOf);
    entries(json.putArray("added"), diff.added(), messages);
    entries(json.putArray("removed"), diff.removed(), messages);
    json.put(
        "instructionsChanged",
        before != null && !Objects.equals(before.text("instructions"), now.text("instructions")));
    if (before != null) {
      parameters(before, now, json.putArray("parameters"));
    } else {
      json.putArray("parameters");
    }
    Set<String> old = before == null ? Set.of() : tools(before);
    Set<String> offered = tools(now);
    ObjectNode tools = json.putObject("tools");
    TraceJson.texts(tools, "added", offered.stream().filter(tool -> !old.contains(tool)).toList());
    TraceJson.texts(
        tools, "removed", old.stream().filter(tool -> !offered.contains(tool)).toList());
    sizes(span, json.putArray("contextSizes"));
    return json;
  }

  private Optional<SpanContent> contentOf(SpanRow span) {
    return store.payload(trace.row().id(), span.id()).map(SpanContent::of);
  }

  private static void entries(
      ArrayNode json, List<ContextDiff.Entry> entries, MessageJson messages) {
    for (ContextDiff.Entry entry : entries) {
      json.addObject()
          .put("index", entry.index())
          .set("message", messages.message(entry.message()));
    }
  }

  private static void parameters(SpanContent before, SpanContent now, ArrayNode json) {
    JsonNode old = before.of("model_config");
    JsonNode given = now.of("model_config");
    Set<String> names = new TreeSet<>();
    for (JsonNode each : new JsonNode[] {old, given}) {
      if (each != null) {
        each.fieldNames().forEachRemaining(names::add);
      }
    }
    for (String name : names) {
      JsonNode one = old == null ? null : old.get(name);
      JsonNode other = given == null ? null : given.get(name);
      if (!Objects.equals(one, other)) {
        ObjectNode entry = json.addObject().put("name", name);
        entry.set("before", one);
        entry.set("after", other);
      }
    }
  }

  private static Set<String> tools(SpanContent content) {
    Set<String> names = new TreeSet<>();
    for (JsonNode tool : content.offeredTools()) {
      String name = tool.isTextual() ? tool.asText() : Json.text(tool, "name");
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private void sizes(SpanRow span, ArrayNode json) {
    for (SpanRow sibling : tree.siblings(span)) {
      if (sibling.type().isModelCall()) {
        ObjectNode entry =
            json.addObject().put("spanId", sibling.idText()).put("call", tree.call(sibling));
        if (sibling.tokens() != null) {
          entry.put("inputTokens", sibling.tokens().input());
        }
        if (sibling.model() != null) {
          entry.put("messages", sibling.model().messages());
        }
      }
    }
  }
}
