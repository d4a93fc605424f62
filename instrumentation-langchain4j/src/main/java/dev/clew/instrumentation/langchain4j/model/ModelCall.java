// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Payload;
import dev.clew.instrumentation.langchain4j.message.ChatMessages;
import dev.clew.instrumentation.langchain4j.message.Exchanges;
import dev.clew.instrumentation.langchain4j.message.RetainedSize;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.instrumentation.langchain4j.work.ModelIdentity;
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

/** One call of a chat model, as references to the library's immutable request and response. */
final class ModelCall implements Payload {
  private final ModelIdentity model;
  private final @Nullable PartialAnswer partial;
  private volatile ChatRequest request;
  private volatile @Nullable ChatResponse response;
  private volatile boolean delegated;

  /**
   * Makes the payload of a call that has begun.
   *
   * @param partial what arrives of a streamed answer, null if the call does not stream
   */
  ModelCall(ModelIdentity model, ChatRequest request, @Nullable PartialAnswer partial) {
    this.model = model;
    this.request = request;
    this.partial = partial;
  }

  /** Returns the name of the model, or of its class if it has none. */
  String displayName() {
    String name = modelName(request);
    return name != null ? name : model.className();
  }

  private @Nullable String modelName(ChatRequest asked) {
    ChatRequestParameters parameters = Exchanges.parameters(asked);
    String name = parameters == null ? null : parameters.modelName();
    return name != null ? name : model.modelName();
  }

  /** The same call one method deeper: there the model's defaults are merged into the request. */
  void refresh(ChatRequest deeper) {
    request = deeper;
  }

  /** Another model does the work, so this one's answer and tokens are that one's. */
  void delegated() {
    delegated = true;
  }

  void answered(@Nullable ChatResponse answer) {
    response = LibraryObjects.askable(answer);
  }

  /** Returns whether the answer lacks the finish reason without which its protocol never ends. */
  boolean isIncomplete() {
    ChatResponse answer = response;
    return Providers.alwaysSayWhyTheyEnd(model.provider())
        && answer != null
        && LibraryObjects.mayAsk(answer.metadata())
        && answer.metadata().finishReason() == null;
  }

  @Override
  public SpanData render() {
    ChatRequest asked = request;
    ChatResponse answer = response;
    if (delegated) {
      return delegation(asked, answer);
    }
    ChatRequestParameters parameters = Exchanges.parameters(asked);
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider(model.provider())
            .requestModel(modelName(asked))
            .streamed(partial != null)
            .parameters(RequestParameters.render(parameters))
            .tools(RequestParameters.tools(parameters))
            .input(ChatMessages.render(Exchanges.messages(asked)));
    if (answer != null) {
      renderAnswer(data, answer);
    } else if (partial != null) {
      data.output(partial.render()).details(partial.details());
    }
    return data.build();
  }

  private static void renderAnswer(GenerationData.Builder data, ChatResponse answer) {
    if (answer.aiMessage() != null) {
      data.output(ChatMessages.render(List.<ChatMessage>of(answer.aiMessage())));
    }
    ChatResponseMetadata metadata = LibraryObjects.askable(answer.metadata());
    if (metadata == null) {
      return;
    }
    data.responseModel(metadata.modelName())
        .responseId(metadata.id())
        .usage(TokenUsages.render(metadata.tokenUsage()))
        .finishReasons(finishReasons(metadata.finishReason()))
        .details(details(metadata));
  }

  /** Under the names that providers themselves use. */
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

  private CustomData delegation(ChatRequest asked, @Nullable ChatResponse answer) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("model_class", model.className());
    data.put("input", texts(ChatMessages.render(Exchanges.messages(asked))));
    AiMessage said = Exchanges.answer(answer);
    if (said != null) {
      data.put("output", said.text());
    }
    return new CustomData(model.className(), data);
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
    AiMessage said = Exchanges.answer(response);
    if (said != null) {
      bytes += RetainedSize.of(List.<ChatMessage>of(said));
    }
    if (partial != null) {
      bytes += partial.retainedBytes();
    }
    return bytes;
  }
}
