// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.kit.call.CallObservation;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A {@code Mono} with a span per subscription. */
final class TracedMono<T> extends Mono<T> {
  private final Mono<T> assembled;
  private final Supplier<CallObservation> start;
  private final BiFunction<Mono<T>, Span, Mono<T>> source;
  private final FailureReporter failures;

  /**
   * Wraps {@code assembled}.
   *
   * @param start starts a call
   * @param source returns the Mono to subscribe to within the call's span, usually {@code
   *     assembled}
   */
  TracedMono(
      Mono<T> assembled,
      Supplier<CallObservation> start,
      BiFunction<Mono<T>, Span, Mono<T>> source,
      FailureReporter failures) {
    this.assembled = assembled;
    this.start = start;
    this.source = source;
    this.failures = failures;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    CallObservation call;
    try {
      call = start.get();
    } catch (Throwable failure) {
      failures.report(TracedMono.class, failure);
      assembled.subscribe(actual);
      return;
    }
    try (Scope inside = call.callContext().makeCurrent()) {
      source(call).subscribe(new CallSubscriber<>(call, actual));
    }
  }

  private Mono<T> source(CallObservation call) {
    try {
      return source.apply(assembled, call.span());
    } catch (Throwable failure) {
      failures.report(TracedMono.class, failure);
      return assembled;
    }
  }
}
