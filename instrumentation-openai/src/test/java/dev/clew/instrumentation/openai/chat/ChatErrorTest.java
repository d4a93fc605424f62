// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static dev.clew.instrumentation.openai.chat.HookedClient.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.Reply;
import dev.clew.testkit.SpanRecorder;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ChatErrorTest {
  private static FinishedSpan failed(HookedClient hooked, Throwable thrown) {
    FinishedSpan span = hooked.spans.only();
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.error()).isEqualTo(SpanError.of(thrown));
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(data.input()).containsExactly(Message.text("user", "Hi"));
    assertThat(data.output()).isEmpty();
    assertThat(data.usage()).isNull();
    return span;
  }

  @Test
  void status429_keepsStatusCodesAndHeaders() {
    try (HookedClient hooked = new HookedClient(Reply.rateLimited(7))) {
      Throwable thrown = catchThrowable(() -> hooked.create(ask("Hi").build()));

      assertThat(thrown).isInstanceOf(RateLimitException.class);
      FinishedSpan span = failed(hooked, thrown);
      assertThat(span.attributes()).containsEntry("http.response.status_code", 429L);
      GenerationData data = SpanRecorder.data(span, GenerationData.class);
      assertThat(data.details())
          .containsEntry("error_code", "rate_limit_exceeded")
          .containsEntry("error_type", "requests");
      assertThat(data.details().get("response_headers"))
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
          .containsEntry("x-request-id", "req_00000001")
          .containsEntry("retry-after", "7");
    }
  }

  @Test
  void status429_ofAStream_fails() {
    try (HookedClient hooked = new HookedClient(Reply.rateLimited(7))) {
      Throwable thrown = catchThrowable(() -> hooked.stream(ask("Hi").build()));

      assertThat(thrown).isInstanceOf(RateLimitException.class);
      failed(hooked, thrown);
    }
  }

  @Test
  void status500_fails() {
    try (HookedClient hooked = new HookedClient(Reply.error(500, "broken"))) {
      Throwable thrown = catchThrowable(() -> hooked.create(ask("Hi").build()));

      assertThat(thrown).isInstanceOf(InternalServerException.class);
      assertThat(failed(hooked, thrown).attributes())
          .containsEntry("http.response.status_code", 500L);
    }
  }

  @Test
  void connectionRefused_failsWithoutStatus() {
    try (HookedClient hooked = new HookedClient()) {
      hooked.server.close();

      Throwable thrown = catchThrowable(() -> hooked.create(ask("Hi").build()));

      assertThat(thrown).isInstanceOf(OpenAIIoException.class);
      assertThat(failed(hooked, thrown).attributes()).isEmpty();
    }
  }

  @Test
  void malformedBody_failsWithTheStatusOfTheResponse() {
    try (HookedClient hooked = new HookedClient(Reply.malformed())) {
      Throwable thrown = catchThrowable(() -> hooked.create(ask("Hi").build()));

      assertThat(thrown).isInstanceOf(OpenAIInvalidDataException.class);
      assertThat(failed(hooked, thrown).attributes())
          .containsEntry("http.response.status_code", 200L);
    }
  }

  @Test
  void failure_underGeneration_isAnEventOfIt() {
    try (HookedClient hooked = new HookedClient(Reply.rateLimited(7), Reply.text("Fine."))) {
      Span outer =
          hooked
              .spans
              .tracer()
              .start(SpanType.GENERATION, "outer", () -> new GenerationData.Builder().build());
      try (Scope ignored = Context.current().with(outer).makeCurrent()) {
        Throwable thrown = catchThrowable(() -> hooked.create(ask("Hi").build()));
        assertThat(thrown).isInstanceOf(RateLimitException.class);
        hooked.create(ask("Hi").build());
      }
      outer.end();

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.OK);
      assertThat(span.attributes()).containsEntry("http.response.status_code", 200L);
      assertThat(span.events())
          .singleElement()
          .satisfies(event -> assertThat(event.detail()).endsWith("RateLimitException"));
      assertThat(hooked.spans.only(GenerationData.class).output())
          .isEqualTo(List.of(Message.text("assistant", "Fine.")));
    }
  }
}
