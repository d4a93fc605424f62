// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.model.TokenUsages;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.clew.kit.stream.StreamedText;
import dev.clew.kit.value.Usages;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The content of a prompt completion's span. */
final class LanguagePayload extends ModelPayload {
  static final ContextKey<Operation<LanguagePayload>> KIND =
      ContextKey.named("langchain4j.language");

  private final String prompt;
  private final @Nullable StreamedText streamed;
  private volatile @Nullable Response<?> response;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param streaming whether the answer is streamed
   */
  LanguagePayload(ModelInfo model, String prompt, boolean streaming) {
    super(model);
    this.prompt = prompt;
    this.streamed = streaming ? new StreamedText() : null;
  }

  @Override
  public SpanType type() {
    return SpanType.GENERATION;
  }

  @Override
  public String name() {
    return model().spanName("completion");
  }

  @Override
  public void chunk(Object piece) {
    if (streamed != null) {
      streamed.add((String) piece);
    }
  }

  @Override
  public void result(Object answer) {
    Response<?> complete = LibraryObjects.callableOrNull((Response<?>) answer);
    response = complete;
    if (streamed != null && complete != null && complete.content() instanceof String) {
      streamed.complete();
    }
  }

  @Override
  protected GenerationData describe() {
    Response<?> answer = response;
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider(model().provider())
            .requestModel(model().modelName())
            .streamed(streamed != null)
            .input(List.of(Message.text("user", prompt)));
    String text = answer != null && answer.content() instanceof String complete ? complete : null;
    if (text == null && streamed != null) {
      text = streamed.text();
    }
    if (text != null) {
      data.output(List.of(Message.text("assistant", text)));
    }
    if (answer != null) {
      FinishReason reason = answer.finishReason();
      data.usage(TokenUsages.render(answer.tokenUsage()))
          .finishReasons(
              reason == null ? List.of() : List.of(reason.name().toLowerCase(Locale.ROOT)));
    }
    return Usages.orEstimate(data.build());
  }

  @Override
  public long retainedBytes() {
    Response<?> answer = response;
    long bytes = 1024L + prompt.length();
    if (answer != null && answer.content() instanceof String text) {
      bytes += text.length();
    }
    return streamed == null ? bytes : bytes + streamed.retainedBytes();
  }
}
