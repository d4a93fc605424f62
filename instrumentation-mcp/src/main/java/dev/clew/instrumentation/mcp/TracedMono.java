// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.Scope;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A {@code Mono} that has a span for each time that it is subscribed to. */
final class TracedMono<T> extends Mono<T> {
  private final Mono<T> assembled;
  private final Supplier<McpCall<T>> start;
  private final FailureReport failures;

  TracedMono(Mono<T> assembled, Supplier<McpCall<T>> start, FailureReport failures) {
    this.assembled = assembled;
    this.start = start;
    this.failures = failures;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    McpCall<T> call;
    try {
      call = start.get();
    } catch (Throwable failure) {
      failures.failed(TracedMono.class, failure);
      assembled.subscribe(actual);
      return;
    }
    try (Scope inside = call.inside().makeCurrent()) {
      source(call).subscribe(new CallSubscriber<>(call, actual, failures));
    }
  }

  private Mono<T> source(McpCall<T> call) {
    try {
      return call.source(assembled);
    } catch (Throwable failure) {
      failures.failed(TracedMono.class, failure);
      return assembled;
    }
  }
}
