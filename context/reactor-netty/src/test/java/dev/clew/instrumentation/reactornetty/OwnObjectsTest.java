// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.netty.http.client.HttpClient;

/**
 * Requests are the library's own; what an application writes itself are the values of headers and
 * the subscriber, which are asked nothing.
 */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ReactorNettyClientModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  private record OwnText(String text) implements CharSequence {
    @Override
    public int length() {
      Probe.note("CharSequence", "length");
      return text.length();
    }

    @Override
    public char charAt(int index) {
      Probe.note("CharSequence", "charAt");
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      Probe.note("CharSequence", "subSequence");
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      Probe.note("CharSequence", "toString");
      return text;
    }
  }

  /** Goes on with a subscriber of the test, without being asked anything but to. */
  private record OwnSubscriber(CoreSubscriber<? super String> next, AtomicInteger answers)
      implements CoreSubscriber<String> {
    @Override
    public void onSubscribe(Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(String answer) {
      answers.incrementAndGet();
      next.onNext(answer);
    }

    @Override
    public void onError(Throwable failure) {
      next.onError(failure);
    }

    @Override
    public void onComplete() {
      next.onComplete();
    }

    @Override
    public String toString() {
      Probe.note("Subscriber", "toString");
      return "subscriber";
    }
  }

  @Test
  void ownHeadersAndSubscribers_areAskedNothing() throws Exception {
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    AtomicInteger answers = new AtomicInteger();
    try (HeaderServer server = HeaderServer.start();
        Scope inside = Context.root().with(tool).makeCurrent()) {
      String answer =
          HttpClient.create()
              .headers(headers -> headers.set("x-id", new OwnText("7")))
              .get()
              .uri(server.url("127.0.0.1", "/"))
              .responseContent()
              .aggregate()
              .asString()
              .flux()
              .transform(
                  Operators.<String, String>lift(
                      (source, next) -> new OwnSubscriber(next, answers)))
              .blockLast();
      assertThat(answer).isEqualTo("served");
      assertThat(server.received("traceparent")).doesNotContainNull();
      assertThat(server.received("x-id")).containsExactly("7");
    }
    tool.end();

    assertThat(Probe.calls()).isEmpty();
    assertThat(answers).hasValue(1);
  }
}
