// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a model call or an embedding, under all conventions at once. */
final class ModelCallAttributes {

  private final Attributes attributes;
  private final SpanType type;
  private final ObjectNode data;
  private final ObjectNode more;

  ModelCallAttributes(Attributes attributes, SpanType type, ObjectNode data, ObjectNode more) {
    this.attributes = attributes;
    this.type = type;
    this.data = data;
    this.more = more;
  }

  void read() {
    String requested =
        attributes.text(
            "gen_ai.request.model",
            "llm.request.model_name",
            "langfuse.observation.model.name",
            "ai.model.id");
    String answered =
        attributes.text(
            "gen_ai.response.model",
            "llm.response.model_name",
            "llm.model_name",
            "embedding.model_name",
            "ai.response.model");
    put(more, "request_model", requested);
    put(more, "response_model", answered);
    data.put("model", answered != null ? answered : requested);
    put(
        more,
        "provider",
        attributes.text(
            "gen_ai.provider.name",
            "gen_ai.system",
            "llm.provider",
            "llm.system",
            "ai.model.provider"));
    put(more, "server_address", attributes.text("server.address"));
    usage();
    cost();
    if (type == SpanType.EMBEDDING) {
      put(data, "dimensions", attributes.text("gen_ai.embeddings.dimension.count"));
      long inputs = attributes.number("clew.embedding.inputs");
      if (inputs >= 0) {
        data.put("inputs", inputs);
      }
      return;
    }
    messages();
    parameters();
    tools();
    put(more, "response_id", attributes.text("gen_ai.response.id", "ai.response.id"));
    put(more, "previous_response_id", attributes.text("gen_ai.request.previous_response.id"));
    finishReasons();
    String streamed = attributes.text("gen_ai.request.stream");
    if (streamed != null) {
      more.put("streamed", Boolean.parseBoolean(streamed));
    }
  }

  private void messages() {
    JsonNode input =
        first(
            attributes.json("gen_ai.input.messages"),
            attributes.tree("llm.input_messages"),
            attributes.json("ai.prompt.messages"),
            attributes.json("langfuse.observation.input"),
            attributes.json("input.value"),
            attributes.json("ai.prompt"),
            attributes.tree("gen_ai.prompt"));
    JsonNode output =
        first(
            attributes.json("gen_ai.output.messages"),
            attributes.tree("llm.output_messages"),
            attributes.json("langfuse.observation.output"),
            vercelAnswer(),
            attributes.json("output.value"),
            attributes.tree("gen_ai.completion"));
    ObjectNode into = type == SpanType.RESPONSE ? more : data;
    set(into, "input", MessageShapes.messages(input, "user"));
    set(into, "output", MessageShapes.messages(output, "assistant"));
    if (type == SpanType.RESPONSE) {
      data.put("response_id", attributes.peek("gen_ai.response.id"));
    }
    String instructions = SystemInstructions.text(attributes.json("gen_ai.system_instructions"));
    if (instructions != null) {
      more.put("instructions", instructions);
    }
    attributes.text("input.mime_type");
    attributes.text("output.mime_type");
  }

  private @Nullable JsonNode vercelAnswer() {
    String text = attributes.text("ai.response.text");
    String object = attributes.text("ai.response.object");
    JsonNode calls = attributes.json("ai.response.toolCalls");
    if (text == null && object == null && calls == null) {
      return null;
    }
    ArrayNode messages = Json.MAPPER.createArrayNode();
    ObjectNode message = messages.addObject().put("role", "assistant");
    message.put("content", text != null ? text : object);
    if (calls != null && calls.isArray()) {
      message.set("tool_calls", calls);
    }
    return messages;
  }

  private void parameters() {
    ObjectNode config = Json.MAPPER.createObjectNode();
    JsonNode all =
        first(
            attributes.json("llm.invocation_parameters"),
            attributes.json("langfuse.observation.model.parameters"),
            null);
    if (all instanceof ObjectNode object) {
      config.setAll(object);
    }
    attributes.under("ai.settings.").forEach(config::set);
    JsonNode rest = attributes.json("clew.request.parameters");
    if (rest instanceof ObjectNode object) {
      config.setAll(object);
    }
    for (Map.Entry<String, JsonNode> entry : attributes.under("gen_ai.request.").entrySet()) {
      config.set(entry.getKey(), entry.getValue());
    }
    data.set("model_config", config);
  }

  private void tools() {
    JsonNode definitions = attributes.json("gen_ai.tool.definitions", "ai.prompt.tools");
    if (definitions == null) {
      definitions = attributes.tree("llm.tools");
    }
    if (definitions == null || !definitions.isArray()) {
      return;
    }
    ArrayNode tools = Json.MAPPER.createArrayNode();
    for (JsonNode given : definitions) {
      JsonNode tool = Json.readOrNull(given.isTextual() ? given.textValue() : null);
      JsonNode definition = tool == null ? given : tool;
      if (definition.has("tool")) {
        definition = definition.get("tool");
      }
      if (definition.has("json_schema")) {
        JsonNode schema = Json.readOrNull(Json.text(definition, "json_schema"));
        definition = schema == null ? definition : schema;
      }
      JsonNode function = definition.has("function") ? definition.get("function") : definition;
      if (function.isTextual()) {
        tools
            .addObject()
            .put("type", "function")
            .putObject("function")
            .put("name", function.asText());
      } else if (function.hasNonNull("name")) {
        tools.addObject().put("type", "function").set("function", function);
      }
    }
    more.set("tools", tools);
  }

  private void finishReasons() {
    List<String> reasons = attributes.texts("gen_ai.response.finish_reasons");
    String single = attributes.text("llm.finish_reason", "ai.response.finishReason");
    ArrayNode array = Json.MAPPER.createArrayNode();
    reasons.forEach(array::add);
    if (reasons.isEmpty() && single != null) {
      array.add(single);
    }
    if (array.isEmpty()) {
      ObjectNode into = type == SpanType.RESPONSE ? more : data;
      for (JsonNode message : Json.child(into, "output")) {
        String reason = Json.text(message, "finish_reason");
        if (reason != null) {
          array.add(reason);
        }
      }
    }
    if (!array.isEmpty()) {
      more.set("finish_reasons", array);
    }
  }

  private void usage() {
    JsonNode details = attributes.json("langfuse.observation.usage_details");
    long input =
        known(
            attributes.number(
                "gen_ai.usage.input_tokens",
                "gen_ai.usage.prompt_tokens",
                "llm.token_count.prompt",
                "ai.usage.inputTokens",
                "ai.usage.promptTokens",
                "ai.usage.tokens"),
            details,
            "input");
    long output =
        known(
            attributes.number(
                "gen_ai.usage.output_tokens",
                "gen_ai.usage.completion_tokens",
                "llm.token_count.completion",
                "ai.usage.outputTokens",
                "ai.usage.completionTokens"),
            details,
            "output");
    attributes.number("llm.token_count.total");
    if (input < 0 && output < 0) {
      return;
    }
    ObjectNode usage = more.putObject("usage");
    usage.put("input", Math.max(0, input)).put("output", Math.max(0, output));
    usage.put("total", Math.max(0, input) + Math.max(0, output));
    count(
        usage,
        "cached_input",
        "gen_ai.usage.cache_read.input_tokens",
        "llm.token_count.prompt_details.cache_read",
        "ai.usage.cachedInputTokens");
    count(
        usage,
        "cache_write_input",
        "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_write.input_tokens",
        "llm.token_count.prompt_details.cache_write");
    count(
        usage,
        "reasoning",
        "gen_ai.usage.reasoning.output_tokens",
        "llm.token_count.completion_details.reasoning",
        "ai.usage.reasoningTokens");
    usage.put("estimated", Boolean.parseBoolean(attributes.text("clew.usage.estimated")));
    if (input >= 0 && output >= 0) {
      data.putObject("usage").put("input_tokens", input).put("output_tokens", output);
    }
  }

  private static long known(long number, @Nullable JsonNode details, String field) {
    return number >= 0 || details == null ? number : Json.number(details, field, -1);
  }

  private void count(ObjectNode usage, String field, String... keys) {
    long number = attributes.number(keys);
    if (number >= 0) {
      usage.put(field, number);
    }
  }

  /** Costs computed by another tool; Clew's own are already attributes. */
  private void cost() {
    if (attributes.has("clew.cost.total")) {
      return;
    }
    JsonNode details = attributes.json("langfuse.observation.cost_details");
    double total = attributes.decimal("llm.cost.total", "gen_ai.usage.cost");
    String source = "as sent";
    if (Double.isNaN(total) && details != null && details.has("total")) {
      total = details.get("total").asDouble();
    }
    double input = attributes.decimal("llm.cost.prompt");
    double output = attributes.decimal("llm.cost.completion");
    if (!Double.isNaN(total)) {
      attributes.add("clew.cost.total", total);
      attributes.add("clew.cost.input", Double.isNaN(input) ? part(details, "input") : input);
      attributes.add("clew.cost.output", Double.isNaN(output) ? part(details, "output") : output);
      attributes.add("clew.cost.source", source);
    }
  }

  private static double part(@Nullable JsonNode details, String field) {
    return details == null ? 0 : Json.decimal(details, field, 0);
  }

  private static @Nullable JsonNode first(@Nullable JsonNode... candidates) {
    for (JsonNode candidate : candidates) {
      if (candidate != null && !candidate.isNull()) {
        return candidate;
      }
    }
    return null;
  }

  static void put(ObjectNode into, String field, @Nullable String value) {
    if (value != null) {
      into.put(field, value);
    }
  }

  private static void set(ObjectNode into, String field, @Nullable JsonNode value) {
    if (value != null) {
      into.set(field, value);
    }
  }
}
