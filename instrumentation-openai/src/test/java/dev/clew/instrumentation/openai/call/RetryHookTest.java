// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import dev.clew.api.data.CustomData;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.Retries;
import dev.clew.testkit.SpanRecorder;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RetryHookTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final Span span =
      spans.tracer().start(SpanType.GENERATION, "chat", () -> new CustomData("", Map.of()));
  private final Context called = Context.root().with(span).with(CallObservation.SPAN, span);
  private final Context calledAsync = called.with(HttpCall.ASYNC_SPAN, span);
  private final Retries requests = new Retries();
  private final RetryHook hook = new RetryHook(requests);

  private static HttpRequest request() {
    HttpRequest.Builder builder = HttpRequest.builder().method(HttpMethod.POST);
    for (Method method : builder.getClass().getMethods()) {
      if (method.getName().equals("baseUrl")) { // required where it exists
        try {
          method.invoke(builder, "http://127.0.0.1/v1");
        } catch (ReflectiveOperationException broken) {
          throw new LinkageError("baseUrl", broken);
        }
      }
    }
    return builder.build();
  }

  private HttpRequest number(HttpRequest request, int retries) {
    HttpRequest numbered = request();
    Object state = hook.enter(Call.at("number", new Object(), request, retries));
    return state == null ? numbered : (HttpRequest) hook.exit(state, numbered, null);
  }

  private static HttpResponse response(int statusCode) {
    return new HttpResponse() {
      @Override
      public int statusCode() {
        return statusCode;
      }

      @Override
      public Headers headers() {
        return Headers.builder().build();
      }

      @Override
      public InputStream body() {
        return InputStream.nullInputStream();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void backoff_ofABlockingCall_tellsCountAndReasons() {
    try (Scope ignored = called.makeCurrent()) {
      HttpRequest first = number(request(), 0);
      hook.enter(Call.at("wait", new Object(), 1, response(429)));
      HttpRequest second = number(first, 1);
      hook.enter(Call.at("wait", new Object(), 2, null));
      number(second, 2);
    }
    span.end();

    assertThat(spans.only().attributes()).containsEntry("clew.retries", 2L);
    assertThat(spans.only().events())
        .extracting(SpanEvent::detail)
        .containsExactly(
            "response", "no response"); // the test's own class, which must not be called
  }

  private HttpRequest prepare() {
    HttpRequest request = request();
    Object state = hook.enter(Call.at("prepare", null));
    if (state != null) {
      hook.exit(state, CompletableFuture.completedFuture(request), null);
    }
    return request;
  }

  @Test
  void count_ofAnAsynchronousCall_followsTheRequestToOtherThreads() {
    HttpRequest sent;
    try (Scope ignored = calledAsync.makeCurrent()) {
      sent = prepare();
    }

    // As on a pool's thread, to which the caller's context is not carried.
    Object scope = hook.enter(Call.at("send", new Object(), sent, "options"));
    HttpRequest first = number(prepare(), 0);
    hook.exit(scope, null, null);
    HttpRequest second = number(first, 1);
    number(second, 2);
    span.end();

    assertThat(spans.only().attributes()).containsEntry("clew.retries", 2L);
    assertThat(spans.only().events()).hasSize(2);
  }

  @Test
  void requests_ofABlockingCall_areNotRemembered() {
    try (Scope ignored = called.makeCurrent()) {
      HttpRequest sent = number(prepare(), 0);

      assertThat(requests.sending(sent)).isNull();
    }
  }

  @Test
  void hooks_outsideAnyCall_tellNothing() {
    try (Scope ignored = Context.root().with(span).makeCurrent()) {
      number(number(request(), 0), 1);
      hook.enter(Call.at("wait", new Object(), 1, response(500)));
    }
    span.end();

    assertThat(spans.only().attributes()).isEmpty();
    assertThat(spans.only().events()).isEmpty();
  }
}
