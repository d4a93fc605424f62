// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.Providers;
import dev.clew.kit.value.ReceiverNames;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.SpanNames;
import dev.clew.kit.value.Usages;
import dev.clew.kit.value.Values;
import io.agentscope.core.message.Msg;
import io.agentscope.core.model.ChatModelBase;
import io.agentscope.core.model.ChatResponse;
import io.agentscope.core.model.ChatUsage;
import io.agentscope.core.model.GenerateOptions;
import io.agentscope.core.model.ToolSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a model call's span. */
final class ModelContent implements CallPayload {
  /** What a request configures; which accessors there are depends on the version. */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("getTemperature", "temperature"),
          Map.entry("getTopP", "top_p"),
          Map.entry("getTopK", "top_k"),
          Map.entry("getMaxTokens", "max_tokens"),
          Map.entry("getMaxCompletionTokens", "max_completion_tokens"),
          Map.entry("getFrequencyPenalty", "frequency_penalty"),
          Map.entry("getPresencePenalty", "presence_penalty"),
          Map.entry("getSeed", "seed"),
          Map.entry("getThinkingBudget", "thinking_budget"),
          Map.entry("getReasoningEffort", "reasoning_effort"),
          Map.entry("getParallelToolCalls", "parallel_tool_calls"));

  /**
   * Providers by the library's class for them. Gemini's serves Vertex AI too, and its SDK knows.
   */
  private static final Map<String, String> BY_CLASS =
      Map.of(
          "OpenAIChatModel",
          Providers.OPENAI,
          "AnthropicChatModel",
          Providers.ANTHROPIC,
          "DashScopeChatModel",
          "dashscope",
          "OllamaChatModel",
          "ollama");

  private final String modelClass;
  private final @Nullable String provider;
  private final @Nullable String model;
  private final List<Msg> messages;
  private final List<ToolSchema> tools;
  private final @Nullable GenerateOptions options;
  private final StreamedAnswer answer = new StreamedAnswer();

  ModelContent(
      ChatModelBase client,
      List<Msg> messages,
      List<ToolSchema> tools,
      @Nullable GenerateOptions options) {
    this.modelClass = ReceiverNames.name(client);
    this.provider = LibraryObjects.contains(client.getClass()) ? BY_CLASS.get(modelClass) : null;
    String requested = LibraryObjects.READER.text(options, "getModelName");
    this.model = requested != null ? requested : LibraryObjects.modelName(client);
    this.messages = messages;
    this.tools = tools;
    this.options = options;
  }

  /** Returns the operation and the model's name, or its class if it cannot be asked. */
  String name() {
    return SpanNames.of("chat", model != null ? model : modelClass);
  }

  @Override
  public void result(Object ignored) {}

  @Override
  public void chunk(Object chunk) {
    if (chunk instanceof ChatResponse response && LibraryObjects.mayCall(response)) {
      answer.add(response);
    }
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  @Override
  public boolean isComplete() {
    return answer.finishReason() != null;
  }

  @Override
  public GenerationData render() {
    List<Part> parts = answer.parts();
    String reason = answer.finishReason();
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider(provider)
            .requestModel(model)
            .responseId(answer.id())
            .streamed(answer.chunks() > 1)
            .parameters(Values.trees(LibraryObjects.READER.values(options, PARAMETERS)))
            .input(Contents.messages(messages))
            .output(parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts)))
            .tools(Contents.tools(tools))
            .finishReasons(reason == null ? List.of() : List.of(reason))
            .usage(usage(answer.usage()));
    if (answer.dropped() > 0) {
      data.details(Map.of("dropped_characters", answer.dropped()));
    }
    return Usages.orEstimate(data.build());
  }

  /**
   * Returns the tokens, of which the cached ones are a part; null if none were reported. Of
   * Anthropic's the library leaves out the cached ones and, in streams, the input, so there the
   * SDK's counts take precedence.
   */
  private @Nullable Usage usage(@Nullable ChatUsage usage) {
    if (usage == null || !LibraryObjects.mayCall(usage) || usage.getTotalTokens() == 0) {
      return null;
    }
    Long input = orNull(usage.getInputTokens());
    Long output = orNull(usage.getOutputTokens());
    Long cached = LibraryObjects.READER.number(usage, "getCachedTokens");
    return new Usage(
        input,
        output,
        input == null || output == null ? null : (Long) (input + output),
        cached == null ? null : orNull(cached),
        null,
        null,
        null,
        null,
        Providers.ANTHROPIC.equals(provider));
  }

  /** Returns a count, or null for zero, which the library writes where it knows none. */
  private static @Nullable Long orNull(long count) {
    return count == 0 ? null : (Long) count;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + RetainedBytes.PER_TOOL * tools.size()
        + Contents.retainedBytes(messages)
        + answer.retainedBytes();
  }
}
