// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.instrumentation.springai.library.Messages;
import dev.clew.instrumentation.springai.library.TokenUsage;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.Providers;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.SpanNames;
import dev.clew.kit.value.Usages;
import dev.clew.kit.value.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.definition.ToolDefinition;

/** One call of a chat model. */
public final class ChatPayload implements CallPayload {
  /** Providers whose protocol ends every answer with a reason. */
  private static final Set<String> ALWAYS_SEND_REASON =
      Set.of(Providers.ANTHROPIC, Providers.OPENAI);

  /** Providers whose models give every piece of a stream a reason, known or not. */
  private static final Set<String> INVENT_REASON = Set.of("gcp.gemini", "gcp.vertex_ai");

  private final String modelClass;
  private final @Nullable Usage previousUsage;
  private final @Nullable StreamedAnswer streamed;
  private volatile ChatRequest request;
  private volatile List<ToolDefinition> tools = List.of();
  private volatile @Nullable String provider;
  private volatile @Nullable ChatResponse response;
  private volatile boolean delegated;
  private volatile boolean stopped;

  ChatPayload(
      String modelClass, Prompt prompt, @Nullable ChatResponse previous, boolean isStreamed) {
    this.modelClass = modelClass;
    this.request = ChatRequest.of(prompt);
    ChatResponseMetadata metadata = metadata(previous);
    this.previousUsage = metadata == null ? null : metadata.getUsage();
    this.streamed = isStreamed ? new StreamedAnswer() : null;
  }

  /** Returns the operation and the model's name, or its class if the request does not name it. */
  String name() {
    String model = request.model();
    return SpanNames.of("chat", model != null ? model : modelClass);
  }

  /** Records the prompt of an inner method of the same call, merged with the model's defaults. */
  void refine(Prompt prompt) {
    request = ChatRequest.of(prompt);
  }

  /** Called if another model does the work, so that the answer and its tokens are that model's. */
  void delegated() {
    delegated = true;
  }

  void setProvider(String name) {
    provider = name;
  }

  void setTools(List<ToolDefinition> offered) {
    tools = offered;
  }

  @Override
  public void result(Object answer) {
    if (streamed != null) {
      chunk(answer); // the piece that requests tools, which the stream does not pass on
    } else if (answer instanceof ChatResponse complete) {
      response = complete;
    }
  }

  @Override
  public void chunk(Object chunk) {
    if (streamed != null && chunk instanceof ChatResponse piece) {
      streamed.add(piece);
    }
  }

  @Override
  public boolean isStreamed() {
    return streamed != null;
  }

  @Override
  public boolean isComplete() {
    String name = provider;
    return streamed != null
        && streamed.finishReason() != null
        && (name == null || !INVENT_REASON.contains(name));
  }

  @Override
  public void stopped(String reason, Context caller) {
    stopped = true;
  }

  /** The library returns what came of a broken stream as if it were complete. */
  @Override
  public @Nullable SpanError error() {
    String name = provider;
    return isStreamed() && !isComplete() && name != null && ALWAYS_SEND_REASON.contains(name)
        ? SpanError.of("incomplete_stream", "the stream ended without a finish reason")
        : null;
  }

  @Override
  public SpanData render() {
    if (delegated) {
      return new CustomData(modelClass, Map.of("model_class", modelClass));
    }
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider(provider)
            .requestModel(request.model())
            .streamed(isStreamed())
            .parameters(Values.trees(request.parameters()))
            .tools(Messages.tools(tools))
            .input(Messages.render(request.messages()));
    ChatResponseMetadata metadata = streamed == null ? complete(data) : incomplete(data, streamed);
    if (metadata != null) {
      data.responseModel(orNull(metadata.getModel()))
          .responseId(orNull(metadata.getId()))
          .usage(TokenUsage.of(metadata.getUsage(), previousUsage, provider));
    }
    return Usages.orEstimate(data.build());
  }

  private @Nullable ChatResponseMetadata complete(GenerationData.Builder data) {
    List<Generation> choices = LibraryObjects.generations(response);
    data.output(Messages.render(choices.stream().map(Generation::getOutput).toList()))
        .finishReasons(
            choices.stream().map(ChatPayload::finishReason).filter(Objects::nonNull).toList());
    return metadata(response);
  }

  private @Nullable ChatResponseMetadata incomplete(
      GenerationData.Builder data, StreamedAnswer answer) {
    List<Part> parts = answer.parts();
    String reason = stopped ? null : answer.finishReason();
    data.output(parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts)))
        .finishReasons(reason == null ? List.of() : List.of(reason));
    if (answer.dropped() > 0) {
      data.details(Map.of("dropped_characters", answer.dropped()));
    }
    return answer.metadata();
  }

  static @Nullable ChatResponseMetadata metadata(@Nullable ChatResponse response) {
    return response == null || !LibraryObjects.mayCall(response)
        ? null
        : LibraryObjects.callableOrNull(response.getMetadata());
  }

  /** Returns why the model stopped, in lower case as most providers write it. */
  static @Nullable String finishReason(Generation generation) {
    ChatGenerationMetadata metadata = LibraryObjects.callableOrNull(generation.getMetadata());
    String reason = metadata == null ? null : orNull(metadata.getFinishReason());
    return reason == null ? null : reason.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + RetainedBytes.PER_TOOL * tools.size()
        + Messages.retainedBytes(request.messages())
        + RetainedBytes.of(LibraryObjects.text(response))
        + (streamed == null ? 0 : streamed.retainedBytes());
  }
}
