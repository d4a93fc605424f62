// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.message.ChatMessages;
import dev.clew.instrumentation.langchain4j.message.Exchanges;
import dev.clew.instrumentation.langchain4j.message.RetainedSize;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.instrumentation.langchain4j.tool.ToolLoops;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.TraceContinuation;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.SpanNames;
import dev.clew.kit.value.Usages;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a chat model, holding references to the library's immutable request and response. */
final class ChatPayload extends ModelPayload {
  static final ContextKey<Operation<ChatPayload>> KIND = ContextKey.named("langchain4j.model");

  // Also counted for a complete answer, because some providers keep the raw events in its metadata.
  private static final int ROUGH_CHUNK_BYTES = 400;

  private final ToolLoops loops;
  private final @Nullable StreamedText streamed;
  private volatile ChatRequest request;
  private volatile @Nullable String requestModel;
  private volatile @Nullable ChatResponse response;
  private volatile int chunks;

  ChatPayload(ModelInfo model, ChatRequest request, boolean streamed, ToolLoops loops) {
    super(model);
    this.request = request;
    this.streamed = streamed ? new StreamedText() : null;
    this.loops = loops;
  }

  @Override
  public SpanType type() {
    return SpanType.GENERATION;
  }

  /** Returns the operation followed by the model's name, or its class if it has no name. */
  @Override
  public String name() {
    String name = modelName(request);
    requestModel = name;
    return SpanNames.of("chat", name != null ? name : model().className());
  }

  private @Nullable String modelName(ChatRequest chatRequest) {
    ChatRequestParameters parameters = Exchanges.parameters(chatRequest);
    String name = parameters == null ? null : parameters.modelName();
    return name != null ? name : model().modelName();
  }

  /** Called for the nested method of the same call, whose request includes the model's defaults. */
  void refresh(ChatRequest mergedRequest) {
    request = mergedRequest;
    requestModel = modelName(mergedRequest);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one callback at a time
  public void chunk(Object chunk) {
    chunks++;
    if (streamed != null) {
      streamed.add(text(chunk));
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one callback at a time
  void thinking(Object chunk) {
    chunks++;
    if (streamed != null) {
      streamed.addReasoning(text(chunk));
    }
  }

  /** Since 1.8 an object wraps the text; chunks of tool calls have none. */
  private static @Nullable String text(Object chunk) {
    return chunk instanceof String text
        ? text
        : Accessors.read(chunk, "text") instanceof String text ? text : null;
  }

  @Override
  public void result(Object answer) {
    response = LibraryObjects.callableOrNull((ChatResponse) answer);
    if (streamed != null) {
      streamed.complete();
    }
  }

  /**
   * Returns an error if a streamed answer lacks the finish reason that its protocol always sends:
   * the library returns the content of a broken stream as if it were complete.
   */
  @Override
  public @Nullable SpanError error() {
    ChatResponse answer = response;
    return streamed != null
            && Providers.alwaysSendFinishReason(model().provider())
            && answer != null
            && LibraryObjects.mayCall(answer.metadata())
            && answer.metadata().finishReason() == null
        ? SpanError.of("incomplete_stream", "the stream ended without a finish reason")
        : null;
  }

  @Override
  public void followUp(Context caller) {
    Span generation = TraceContinuation.of(caller);
    if (generation != null) {
      loops.toolsRequested(response, caller, generation);
    }
  }

  /**
   * Ends the run of the service that returned this stream, because it will receive no more
   * callbacks.
   */
  @Override
  public void stopped(String reason, Context caller) {
    AgentRun agent = AgentRun.of(caller);
    if (agent != null) {
      agent.streamStopped(reason);
    }
  }

  @Override
  protected GenerationData describe() {
    ChatRequest chatRequest = request;
    ChatResponse answer = response;
    ChatRequestParameters parameters = Exchanges.parameters(chatRequest);
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider(model().provider())
            .requestModel(modelName(chatRequest))
            .streamed(streamed != null)
            .parameters(RequestParameters.render(parameters))
            .tools(RequestParameters.tools(parameters))
            .input(ChatMessages.render(Exchanges.messages(chatRequest)));
    if (answer != null) {
      renderAnswer(data, answer);
    } else if (streamed != null) {
      data.output(output(streamed)).details(details(streamed));
    }
    return Usages.orEstimate(data.build());
  }

  @Override
  public boolean isStreamed() {
    return streamed != null;
  }

  @Override
  protected @Nullable String requestModel() {
    return requestModel;
  }

  private static List<Message> output(StreamedText streamed) {
    List<Part> parts = streamed.parts();
    return parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts));
  }

  private static Map<String, @Nullable Object> details(StreamedText streamed) {
    return streamed.dropped() == 0 ? Map.of() : Map.of("dropped_characters", streamed.dropped());
  }

  private static void renderAnswer(GenerationData.Builder data, ChatResponse answer) {
    if (answer.aiMessage() != null) {
      data.output(ChatMessages.render(List.<ChatMessage>of(answer.aiMessage())));
    }
    ChatResponseMetadata metadata = LibraryObjects.callableOrNull(answer.metadata());
    if (metadata == null) {
      return;
    }
    data.responseModel(metadata.modelName())
        .responseId(metadata.id())
        .usage(TokenUsages.render(metadata.tokenUsage()))
        .finishReasons(finishReasons(metadata.finishReason()))
        .details(details(metadata));
  }

  /** Uses the providers' own names. */
  private static List<String> finishReasons(@Nullable FinishReason reason) {
    if (reason == null) {
      return List.of();
    }
    return List.of(
        reason == FinishReason.TOOL_EXECUTION
            ? "tool_calls"
            : reason.name().toLowerCase(Locale.ROOT));
  }

  private static Map<String, @Nullable Object> details(ChatResponseMetadata metadata) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    put(details, "system_fingerprint", Accessors.read(metadata, "systemFingerprint"));
    put(details, "service_tier", Accessors.read(metadata, "serviceTier"));
    return details;
  }

  private static void put(
      Map<String, @Nullable Object> details, String key, @Nullable Object value) {
    if (value != null) {
      details.put(key, value.toString());
    }
  }

  @Override
  protected CustomData delegation() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("model_class", model().className());
    data.put("input", texts(ChatMessages.render(Exchanges.messages(request))));
    AiMessage answerMessage = Exchanges.answer(response);
    if (answerMessage != null) {
      data.put("output", answerMessage.text());
    }
    return new CustomData(model().className(), data);
  }

  private static List<@Nullable Object> texts(List<Message> messages) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Text text) {
          texts.add(message.role() + ": " + text.text());
        }
      }
    }
    return texts;
  }

  @Override
  public long retainedBytes() {
    long bytes = 512 + RetainedSize.of(Exchanges.messages(request));
    AiMessage answerMessage = Exchanges.answer(response);
    if (answerMessage != null) {
      bytes += RetainedSize.of(List.<ChatMessage>of(answerMessage));
    }
    bytes += (long) ROUGH_CHUNK_BYTES * chunks;
    return bytes;
  }
}
