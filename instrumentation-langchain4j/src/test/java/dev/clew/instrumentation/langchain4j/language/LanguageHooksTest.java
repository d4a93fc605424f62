// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.input.Prompt;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LanguageHooksTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  private static final Response<String> ANSWER =
      Response.from("once upon a time", new TokenUsage(3, 4), FinishReason.STOP);

  private static final class Teller implements LanguageModel {
    @Override
    public Response<String> generate(String prompt) {
      return ANSWER;
    }
  }

  /** Exposes its handler, so that a test can act as the provider. */
  private static final class Murmurer implements StreamingLanguageModel {
    private @Nullable StreamingResponseHandler<String> handler;

    @Override
    public void generate(String prompt, StreamingResponseHandler<String> given) {
      handler = given;
    }

    StreamingResponseHandler<String> handler() {
      StreamingResponseHandler<String> given = handler;
      assertThat(given).isNotNull();
      return given;
    }
  }

  private static final class Listener implements StreamingResponseHandler<String> {
    private final List<String> heard = new ArrayList<>();
    private @Nullable RuntimeException objection;

    @Override
    public void onNext(String token) {
      heard.add(token + (Context.current().span() == null ? "" : " in a span"));
      if (objection != null) {
        throw objection;
      }
    }

    @Override
    public void onComplete(Response<String> response) {
      heard.add("complete");
    }

    @Override
    public void onError(Throwable error) {
      heard.add(error.getMessage());
    }
  }

  private final Murmurer model = new Murmurer();
  private final Listener listener = new Listener();

  @Test
  void prompt_isOneCompletion() {
    new Teller().generate(Prompt.from("tell a story"));

    assertThat(weaving.tree()).hasToString("generation completion LanguageHooksTest$Teller\n");
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.streamed()).isFalse();
    assertThat(data.input()).isEqualTo(List.of(Message.text("user", "tell a story")));
    assertThat(data.output()).isEqualTo(List.of(Message.text("assistant", "once upon a time")));
    assertThat(data.finishReasons()).containsExactly("stop");
    assertThat(data.usage()).isEqualTo(new Usage(3L, 4L, 7L, null, null, null, null, null, false));
  }

  @Test
  void stream_endsWhenItsHandlerIsNotifiedOfTheEnd() {
    model.generate(Prompt.from("tell a story"), listener);
    model.handler().onNext("once ");
    assertThat(weaving.spans().spans()).isEmpty();
    model.handler().onNext("upon a time");
    model.handler().onComplete(ANSWER);

    assertThat(listener.heard).containsExactly("once ", "upon a time", "complete");
    FinishedSpan span = weaving.spans().only();
    assertThat(span.firstChunkEpochNanos()).isNotNull();
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.streamed()).isTrue();
    assertThat(data.output()).isEqualTo(List.of(Message.text("assistant", "once upon a time")));
  }

  @Test
  void streamThatBreaks_isFailedAndKeepsWhatHadArrived() {
    model.generate("tell a story", listener);
    model.handler().onNext("once ");
    model.handler().onError(new IllegalStateException("line cut"));

    assertThat(listener.heard).containsExactly("once ", "line cut");
    assertThat(weaving.tree().toString()).endsWith("[error java.lang.IllegalStateException]\n");
    assertThat(weaving.spans().only(GenerationData.class).output())
        .isEqualTo(List.of(Message.text("assistant", "once ")));
  }

  @Test
  void callbackThatThrows_isAnEventAndNotTheEnd() {
    listener.objection = new IllegalArgumentException("too long");
    model.generate("tell a story", listener);

    assertThatThrownBy(() -> model.handler().onNext("once ")).isSameAs(listener.objection);
    model.handler().onError(listener.objection);
    model.handler().onComplete(ANSWER);

    FinishedSpan span = weaving.spans().only();
    assertThat(span.error()).isNull();
    assertThat(span.events()).singleElement().extracting("name").isEqualTo("handler failed");
  }

  @Test
  void modelThatThrowsAtOnce_isFailed() {
    StreamingLanguageModel broken =
        new StreamingLanguageModel() {
          @Override
          public void generate(String prompt, StreamingResponseHandler<String> handler) {
            throw new IllegalStateException("out of order");
          }
        };

    assertThatThrownBy(() -> broken.generate("tell a story", listener)).hasMessage("out of order");

    assertThat(weaving.tree().toString()).endsWith("[error java.lang.IllegalStateException]\n");
  }
}
