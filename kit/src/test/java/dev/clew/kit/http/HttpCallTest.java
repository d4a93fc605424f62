// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.TestPayload;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.stream.ObservedChunks;
import dev.clew.testkit.SpanRecorder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpCallTest {
  /** A library's response. */
  interface Response {
    int status();

    InputStream body();

    void close();
  }

  record Plain(int status, boolean bytes) implements Response {
    @Override
    public InputStream body() {
      return new ByteArrayInputStream(new byte[3]);
    }

    @Override
    public void close() {}
  }

  record Observed(Plain source, HttpCall call) implements Response {
    static final DefaultMethodProxy PROXY = new DefaultMethodProxy(Response.class, Observed.class);

    @Override
    public int status() {
      return source.status();
    }

    @Override
    public InputStream body() {
      return new ObservedBody(source.body(), call, this);
    }

    @Override
    public void close() {
      ObservedChunks.close(source::close, call, this);
    }
  }

  /** Thrown with a status code. */
  static final class Refused extends RuntimeException {}

  private static final HttpLibrary LIBRARY =
      new HttpLibrary() {
        @Override
        public @Nullable Object observe(Object result, HttpCall call) {
          if (result.equals("broken")) {
            throw new IllegalStateException("of our own");
          }
          return result instanceof Plain plain
              ? call.<Response>response(
                  plain, new Observed(plain, call), Observed.PROXY, plain.status(), plain.bytes())
              : null;
        }

        @Override
        public int statusCode(Throwable thrown) {
          return thrown instanceof Refused ? 429 : 0;
        }
      };

  private final SpanRecorder spans = new SpanRecorder();
  private final TestPayload payload = new TestPayload();

  private @Nullable Object returned(@Nullable Object result, @Nullable Throwable thrown) {
    HttpCall call =
        HttpCall.begin(
            new CallObservations(spans.tracer(), (where, failure) -> {}),
            LIBRARY,
            SpanType.GENERATION,
            "chat",
            payload,
            null);
    assertThat(Context.current().get(HttpCall.ASYNC_SPAN)).isSameAs(call.span());
    Object given = call.returned(result, thrown);
    assertThat(Context.current().span()).isNull();
    return given;
  }

  @Test
  void exceptionOfTheMethod_hasTheStatusThatItSpeaksOf() {
    returned(null, new Refused());

    assertThat(spans.only().error().type()).isEqualTo(Refused.class.getName());
    assertThat(spans.only().attributes()).containsEntry("http.response.status_code", 429L);
  }

  @Test
  void response_closedUnread_isUnparsed() {
    Response response = (Response) returned(new Plain(200, false), null);
    assertThat(spans.spans()).isEmpty();

    response.close();

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only().attributes())
        .containsEntry("clew.end_reason", "unparsed")
        .containsEntry("http.response.status_code", 200L);
  }

  @Test
  void response_ofAnErrorThatIsReadRaw_fails() throws Exception {
    Response response = (Response) returned(new Plain(503, false), null);

    response.body().readAllBytes();

    assertThat(spans.only().error().type()).isEqualTo("HTTP 503");
  }

  @Test
  void bytes_readToTheirEnd_succeed() throws Exception {
    Response response = (Response) returned(new Plain(200, true), null);

    assertThat(response.body().readAllBytes()).hasSize(3);
    response.close();

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only().attributes()).doesNotContainKey("clew.end_reason");
  }

  @Test
  void bytes_closedEarly_areCancelled() {
    ((Response) returned(new Plain(200, true), null)).close();

    assertThat(spans.only().attributes()).containsEntry("clew.end_reason", "closed_early");
  }

  @Test
  void future_givesTheWrapper() {
    CompletableFuture<Object> source = new CompletableFuture<>();
    CompletableFuture<?> given = (CompletableFuture<?>) returned(source, null);

    source.complete(new Plain(200, false));

    assertThat(given.join()).isInstanceOf(Observed.class);
  }

  @Test
  void future_thatFails_failsBoth() {
    CompletableFuture<Object> source = new CompletableFuture<>();
    CompletableFuture<?> given = (CompletableFuture<?>) returned(source, null);

    source.completeExceptionally(new Refused());

    assertThatThrownBy(given::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(Refused.class);
    assertThat(spans.only().error().type()).isEqualTo(Refused.class.getName());
  }

  @Test
  void future_cancelledByTheApplication_cancelsBoth() {
    CompletableFuture<Object> source = new CompletableFuture<>();

    ((CompletableFuture<?>) returned(source, null)).cancel(true);

    assertThat(source).isCancelled();
    assertThat(spans.only().attributes()).containsEntry("clew.end_reason", "cancelled");
  }

  @Test
  void failureOfOurs_givesTheResultAsItIs() {
    assertThat(returned("broken", null)).isEqualTo("broken");

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only().events())
        .extracting(event -> event.name())
        .containsExactly("clew could not capture");
  }

  @Test
  void answerThatIsNoResponse_isTheResult() {
    assertThat(returned("Hi", null)).isEqualTo("Hi");

    assertThat(payload.told).containsExactly("result Hi");
  }
}
