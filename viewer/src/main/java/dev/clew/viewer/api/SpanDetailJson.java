// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.ContextDiff;
import dev.clew.viewer.analysis.TraceDigest;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.Part;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.TraceStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One span with its content: {@code SpanDetail} of openapi.yaml. */
public final class SpanDetailJson {

  private final TraceStore store;
  private final LoadedTrace trace;
  private final TraceTree tree;

  public SpanDetailJson(TraceStore store, LoadedTrace trace) {
    this.store = store;
    this.trace = trace;
    this.tree = trace.tree();
  }

  /** Empty if the trace has no such span. */
  public Optional<ObjectNode> span(String spanId) {
    SpanRow span = tree.span(Ids.span(spanId));
    return span == null ? Optional.empty() : content(span).map(content -> json(span, content));
  }

  Optional<SpanContent> content(SpanRow span) {
    return store.payload(trace.row().id(), span.id()).map(SpanContent::of);
  }

  private ObjectNode json(SpanRow span, SpanContent content) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("span", SpanJson.span(span, trace));
    set(json, "parent", SpanJson.ref(tree.parent(span), tree));
    set(json, "agent", SpanJson.ref(tree.agent(span), tree));
    json.put("startMs", SpanJson.millis(span.startNanos()));
    json.set("attributes", orEmpty(content.attributes()));
    events(content, json.putArray("events"));
    error(span, content, json);
    missing(span, content, json.putObject("content"));
    switch (span.type()) {
      case GENERATION, RESPONSE -> json.set("modelCall", modelCall(span, content));
      case FUNCTION -> json.set("toolCall", toolCall(span, content));
      case AGENT -> json.set("agentRun", agentRun(content));
      default -> json.set("data", data(content));
    }
    return json;
  }

  private void events(SpanContent content, ArrayNode json) {
    for (JsonNode event : content.events()) {
      ObjectNode entry = json.addObject();
      entry.put("name", Json.text(event, "name"));
      entry.put(
          "offsetMs",
          SpanJson.millis(Json.number(event, "time_unix_nano", tree.start()) - tree.start()));
      if (event.hasNonNull("detail")) {
        entry.set("detail", event.get("detail"));
      }
    }
  }

  private void error(SpanRow span, SpanContent content, ObjectNode json) {
    String type = content.errorType();
    if (type == null) {
      return;
    }
    ObjectNode error = json.putObject("error").put("type", type);
    SpanJson.put(error, "message", content.errorMessage());
    SpanJson.put(error, "stackTrace", content.stackTrace());
    if (span.error() != null) {
      error.put("sameError", Math.max(0, store.tracesWithError(span.error().type()) - 1));
    }
    TraceDigest.errorId(span).ifPresent(id -> error.put("errorId", id));
  }

  private static void missing(SpanRow span, SpanContent content, ObjectNode json) {
    JsonNode attributes = content.attributes();
    SpanJson.put(json, "dropped", Json.text(attributes, "clew.content.dropped"));
    long truncated = Json.number(attributes, "clew.content.truncated", 0);
    long redacted = Json.number(attributes, "clew.content.redacted", 0);
    if (content.left() > 0) {
      json.put("tooLong", content.left());
    }
    if (truncated > 0) {
      json.put("truncated", truncated);
    }
    if (redacted > 0) {
      json.put("redacted", redacted);
    }
    if (span.has(SpanFlag.CONTENT_WITHHELD)) {
      json.put("withheld", true);
    }
  }

  private ObjectNode modelCall(SpanRow span, SpanContent content) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    Set<String> offered = offered(content);
    MessageJson messages = new MessageJson(tree, span, offered, this::content);
    List<Message> input = content.input();
    List<Message> output = content.output();
    SpanJson.put(json, "instructions", content.text("instructions"));
    json.set("input", messages.messages(input));
    json.set("output", messages.messages(output));
    SpanRow previous = tree.previousCall(span);
    set(json, "previous", SpanJson.ref(previous, tree));
    json.put(
        "repeatedMessages",
        previous == null
            ? 0
            : content(previous)
                .map(before -> ContextDiff.of(before.input(), before.output(), input).repeated())
                .orElse(0));
    JsonNode more = content.more();
    SpanJson.put(json, "requestModel", Json.text(more, "request_model"));
    SpanJson.put(json, "responseModel", span.model() == null ? null : span.model().responseModel());
    SpanJson.put(json, "provider", Json.text(more, "provider"));
    SpanJson.put(json, "serverAddress", Json.text(more, "server_address"));
    SpanJson.put(json, "responseId", content.text("response_id"));
    json.put("streamed", Json.child(more, "streamed").asBoolean(false));
    json.set("finishReasons", orEmptyArray(Json.child(more, "finish_reasons")));
    json.set("parameters", orEmpty(orMissing(content.of("model_config"))));
    tools(content, output, json.putArray("offeredTools"));
    if (span.tokens() != null) {
      json.set("usage", SpanJson.tokens(span.tokens()));
      json.set("usageDetails", orEmpty(Json.child(more, "usage")));
      speed(span, json);
    }
    json.set("details", orEmpty(Json.child(more, "details")));
    return json;
  }

  private void speed(SpanRow span, ObjectNode json) {
    long decoding = tree.duration(span) - Math.max(0, span.firstTokenNanos());
    if (span.tokens() != null && span.firstTokenNanos() >= 0 && decoding > 0) {
      json.put("tokensPerSecond", span.tokens().output() / (decoding / 1e9));
    }
  }

  private static Set<String> offered(SpanContent content) {
    Set<String> names = new HashSet<>();
    for (JsonNode tool : content.offeredTools()) {
      names.add(tool.isTextual() ? tool.asText() : String.valueOf(Json.text(tool, "name")));
    }
    return names;
  }

  private static void tools(SpanContent content, List<Message> output, ArrayNode json) {
    Map<String, Integer> called = new HashMap<>();
    for (Message message : output) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          called.merge(call.name(), 1, Integer::sum);
        }
      }
    }
    for (JsonNode tool : content.offeredTools()) {
      String name = tool.isTextual() ? tool.asText() : Json.text(tool, "name");
      ObjectNode entry = json.addObject().put("name", name);
      SpanJson.put(entry, "description", Json.text(tool, "description"));
      if (tool.hasNonNull("parameters")) {
        entry.set("parameters", tool.get("parameters"));
      }
      entry.put("called", called.getOrDefault(String.valueOf(name), 0));
    }
  }

  private ObjectNode toolCall(SpanRow span, SpanContent content) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", span.name());
    SpanJson.put(json, "arguments", content.text("input"));
    String result = content.text("output");
    SpanJson.put(json, "result", result);
    String callId = span.tool() == null ? null : span.tool().callId();
    SpanJson.put(json, "callId", callId);
    json.put("inferred", span.has(SpanFlag.INFERRED));
    if (content.data().hasNonNull("mcp_data")) {
      json.set("mcp", content.data().get("mcp_data"));
    }
    SpanRow askedBy = tree.askedBy(span);
    set(json, "askedBy", SpanJson.ref(askedBy, tree));
    SpanRow next = tree.nextCall(span);
    set(json, "toldTo", SpanJson.ref(next, tree));
    if (next != null && callId != null) {
      content(next)
          .ifPresent(
              told ->
                  told.input().stream()
                      .flatMap(message -> message.parts().stream())
                      .filter(Part.ToolResult.class::isInstance)
                      .map(Part.ToolResult.class::cast)
                      .filter(part -> callId.equals(part.id()) && !part.result().equals(result))
                      .findFirst()
                      .ifPresent(part -> json.put("toldText", part.result())));
    }
    return json;
  }

  private static ObjectNode agentRun(SpanContent content) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    JsonNode data = content.data();
    JsonNode more = content.more();
    SpanJson.put(json, "name", Json.text(data, "name"));
    SpanJson.put(json, "description", Json.text(more, "description"));
    SpanJson.put(json, "instructions", Json.textOrJson(more.get("instructions")));
    json.set("inputs", orEmpty(Json.child(more, "inputs")));
    if (more.hasNonNull("output")) {
      json.set("output", more.get("output"));
    }
    json.set("handoffs", orEmptyArray(Json.child(data, "handoffs")));
    json.set("tools", orEmptyArray(Json.child(data, "tools")));
    SpanJson.put(json, "outputType", Json.text(data, "output_type"));
    json.set("details", orEmpty(Json.child(more, "details")));
    return json;
  }

  private static ObjectNode data(SpanContent content) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    if (content.data() instanceof ObjectNode data) {
      json.setAll(data);
    }
    if (content.more() instanceof ObjectNode more) {
      json.setAll(more);
    }
    return json;
  }

  private static JsonNode orMissing(@Nullable JsonNode node) {
    return node == null ? Json.MAPPER.createObjectNode() : node;
  }

  private static JsonNode orEmpty(JsonNode node) {
    return node.isObject() ? node : Json.MAPPER.createObjectNode();
  }

  private static JsonNode orEmptyArray(JsonNode node) {
    return node.isArray() ? node : Json.MAPPER.createArrayNode();
  }

  private static void set(ObjectNode json, String field, @Nullable JsonNode value) {
    if (value != null) {
      json.set(field, value);
    }
  }
}
