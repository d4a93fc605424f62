// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.Usages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads requests and answers of Converse; for the export thread. */
final class Converse {
  private static final String TOOL_CONFIG = "toolConfig";
  private static final String USAGE = "usage";
  private static final String TRACE = "trace";
  private static final String GUARDRAIL = "guardrail";
  private static final Set<String> NOT_PARAMETERS =
      Set.of("modelId", "messages", "system", TOOL_CONFIG);
  private static final Set<String> NOT_DETAILS =
      Set.of("output", "stopReason", USAGE, "metrics", TRACE);

  private Converse() {}

  static ModelPayload.Question question(JsonTree request) {
    JsonTree tools = request.object(TOOL_CONFIG);
    Map<String, @Nullable Object> parameters =
        Parameters.named(request.without(NOT_PARAMETERS), "inferenceConfig");
    if (!tools.object("toolChoice").isEmpty()) {
      parameters.put("tool_choice", tools.object("toolChoice").values());
    }
    return new ModelPayload.Question(
        parameters, ContentBlocks.messages(request), ContentBlocks.tools(tools));
  }

  static Answer answer(JsonTree response) {
    JsonTree message = response.object("output").object("message");
    List<Part> parts = ContentBlocks.parts(message.objects("content"));
    String stopReason = response.text("stopReason");
    Map<String, @Nullable Object> trace = new LinkedHashMap<>(response.object(TRACE).values());
    JsonTree guardrail = JsonTree.of(trace.remove(GUARDRAIL));
    Map<String, @Nullable Object> details = response.without(NOT_DETAILS);
    details.put("latency_ms", response.object("metrics").number("latencyMs"));
    details.put(TRACE, trace.isEmpty() ? null : trace);
    details.values().removeIf(Objects::isNull);
    return new Answer(
        null,
        null,
        parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts)),
        stopReason == null ? List.of() : List.of(stopReason),
        usage(response.object(USAGE)),
        guardrail.values(),
        "guardrail_intervened".equals(stopReason),
        details);
  }

  /** Returns the token counts; the service counts what is in the cache beside the input. */
  static @Nullable Usage usage(JsonTree usage) {
    Long input = usage.number("inputTokens");
    Long output = usage.number("outputTokens");
    return input == null && output == null
        ? null
        : Usages.withCacheApart(
            input,
            output,
            null,
            first(usage, "cacheReadInputTokens", "cacheReadInputTokenCount"),
            first(usage, "cacheWriteInputTokens", "cacheWriteInputTokenCount"),
            null);
  }

  private static @Nullable Long first(JsonTree usage, String name, String otherName) {
    Long count = usage.number(name);
    return count != null ? count : usage.number(otherName);
  }
}
