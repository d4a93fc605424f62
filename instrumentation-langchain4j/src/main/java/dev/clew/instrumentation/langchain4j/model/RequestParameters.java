// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.message.ToolDefinition;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Values;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads parameters and tools of a request, under the names that providers use on the wire. */
final class RequestParameters {
  /** Methods of OpenAI's own parameters class, with their names in the API. */
  private static final Map<String, String> OF_PROVIDERS =
      Map.of(
          "maxCompletionTokens", "max_completion_tokens",
          "parallelToolCalls", "parallel_tool_calls",
          "reasoningEffort", "reasoning_effort",
          "seed", "seed",
          "serviceTier", "service_tier",
          "store", "store",
          "user", "user");

  private RequestParameters() {}

  static Map<String, @Nullable Object> render(@Nullable ChatRequestParameters parameters) {
    Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
    if (parameters == null) {
      return rendered;
    }
    put(rendered, "temperature", parameters.temperature());
    put(rendered, "top_p", parameters.topP());
    put(rendered, "top_k", parameters.topK());
    put(rendered, "frequency_penalty", parameters.frequencyPenalty());
    put(rendered, "presence_penalty", parameters.presencePenalty());
    put(rendered, "max_tokens", parameters.maxOutputTokens());
    List<String> stop = parameters.stopSequences();
    put(rendered, "stop", stop == null || stop.isEmpty() ? null : stop);
    put(rendered, "tool_choice", lowerCase(parameters.toolChoice()));
    put(rendered, "response_format", responseFormat(parameters.responseFormat()));
    OF_PROVIDERS.forEach(
        (method, name) -> put(rendered, name, Values.tree(Accessors.read(parameters, method))));
    return rendered;
  }

  static List<ToolDefinition> tools(@Nullable ChatRequestParameters parameters) {
    List<ToolSpecification> specifications =
        parameters == null ? null : parameters.toolSpecifications();
    if (specifications == null) {
      return List.of();
    }
    List<ToolDefinition> tools = new ArrayList<>(specifications.size());
    for (ToolSpecification tool : specifications) {
      if (!LibraryObjects.mayCall(tool)) {
        continue;
      }
      tools.add(
          new ToolDefinition(
              tool.name(),
              tool.description(),
              tool.parameters() == null ? null : JsonSchemaElementUtils.toMap(tool.parameters())));
    }
    return tools;
  }

  private static @Nullable Object responseFormat(@Nullable ResponseFormat format) {
    if (format == null || !LibraryObjects.mayCall(format) || format.type() == null) {
      return null;
    }
    String type = lowerCase(format.type());
    if (format.jsonSchema() == null) {
      return type;
    }
    Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
    rendered.put("type", type);
    rendered.put("name", format.jsonSchema().name());
    rendered.put("schema", JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement()));
    return rendered;
  }

  private static @Nullable String lowerCase(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  private static void put(
      Map<String, @Nullable Object> rendered, String name, @Nullable Object value) {
    if (value != null) {
      rendered.put(name, value);
    }
  }
}
