// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.FailureReporter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Starts a run for each subscriber to the result of one call. A run that the method itself has
 * begun belongs to the first.
 */
final class Start {
  private final AtomicReference<@Nullable Started> begun;
  private final Function<CoreSubscriber<?>, @Nullable Started> begin;
  private final FailureReporter failures;

  Start(
      @Nullable Started begun,
      Function<CoreSubscriber<?>, @Nullable Started> begin,
      FailureReporter failures) {
    this.begun = new AtomicReference<>(begun);
    this.begin = begin;
    this.failures = failures;
  }

  /** Returns {@code result} with a run per subscription, or itself if it cannot be subscribed. */
  @Nullable Object traced(@Nullable Object result) {
    if (result instanceof Mono<?> mono) {
      return new TracedMono<>(mono, this);
    }
    return result instanceof Flux<?> flux ? new TracedFlux<>(flux, this) : result;
  }

  /** Returns the run for a subscriber, or null if it is not recorded. */
  @Nullable Started next(CoreSubscriber<?> subscriber) {
    try {
      Started first = begun.getAndSet(null);
      return first != null ? first : begin.apply(subscriber);
    } catch (Throwable internalFailure) {
      failures.report(Start.class, internalFailure);
      return null;
    }
  }
}
