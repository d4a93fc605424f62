// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.TestPayload;
import dev.clew.testkit.SpanRecorder;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HookedCallsTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final TestPayload payload = new TestPayload();
  private final HookedCalls calls =
      new HookedCalls(
          new CallObservations(spans.tracer(), (where, failure) -> {}),
          result -> result instanceof Stream stream ? stream.iterator : null,
          thrown -> thrown instanceof IOException ? 503 : 0);

  /** A library's stream, which cannot be wrapped. */
  private static final class Stream {
    private final Iterator<String> iterator = List.of("Hi").iterator();
  }

  private HookedCall begin() {
    HookedCall call = calls.begin(SpanType.GENERATION, "chat", payload, null);
    assertThat(call).isNotNull();
    return call;
  }

  @Test
  void call_isInProgress_untilItsMethodReturns() {
    HookedCall call = begin();

    assertThat(calls.isInProgress()).isTrue();
    call.returned("Hi", null);
    assertThat(calls.isInProgress()).isFalse();
    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(payload.told).containsExactly("result Hi");
  }

  @Test
  void stream_leavesTheCallOpen_andLeadsToIt() {
    payload.streamed = true;
    Stream stream = new Stream();
    HookedCall call = begin();

    assertThat(call.returned(stream, null)).isSameAs(stream);

    assertThat(spans.spans()).isEmpty();
    assertThat(calls.of(stream)).isSameAs(call);
    assertThat(calls.of(stream.iterator)).isSameAs(call);
  }

  @Test
  void reading_isPartOfTheCall() {
    payload.streamed = true;
    HookedCall call = begin();
    call.returned(new Stream(), null);

    try (var ignored = call.inside().makeCurrent()) {
      assertThat(calls.isInProgress()).isTrue();
      assertThat(Context.current().span()).isSameAs(call.span());
    }
  }

  @Test
  void future_endsTheCallWhenItCompletes() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Object returned = begin().returned(answer, null);

    assertThat(spans.spans()).isEmpty();
    answer.complete("Hi");

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(returned).isInstanceOf(CompletableFuture.class).isNotSameAs(answer);
  }

  @Test
  void exception_failsTheCall_withTheStatusOfTheResponse() {
    begin().returned(null, new IOException("not now"));

    assertThat(spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(spans.only().attributes()).containsEntry("http.response.status_code", 503L);
  }
}
