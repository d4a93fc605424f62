// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.model.TokenUsages;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.instrumentation.langchain4j.work.ModelContent;
import dev.clew.instrumentation.langchain4j.work.ModelIdentity;
import dev.clew.instrumentation.langchain4j.work.Work;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the completion of a prompt says. */
final class LanguageContent extends ModelContent {
  static final ContextKey<Work<LanguageContent>> KIND = ContextKey.named("langchain4j.language");

  private final String prompt;
  private final @Nullable StreamedText streamed;
  private volatile @Nullable Response<?> response;

  /**
   * Makes the content of a call that has begun.
   *
   * @param streamed what arrives of a streamed answer, null if the call does not stream
   */
  LanguageContent(ModelIdentity model, String prompt, @Nullable StreamedText streamed) {
    super(model);
    this.prompt = prompt;
    this.streamed = streamed;
  }

  @Override
  public SpanType type() {
    return SpanType.GENERATION;
  }

  @Override
  public String name() {
    return model().after("completion");
  }

  void answered(@Nullable Response<?> answer) {
    response = LibraryObjects.askable(answer);
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
    String text = answer != null && answer.content() instanceof String whole ? whole : null;
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
    return data.build();
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
