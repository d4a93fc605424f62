// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.hook.FailureReporter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one method call: one for each subscription to its result.
 *
 * <p>Models and tools begin their work in the method itself. Their first run has begun by then, and
 * belongs to the first subscriber.
 */
final class Start {
  private final AtomicReference<@Nullable Observed> begun;
  private final Supplier<@Nullable Observed> again;
  private final FailureReporter failures;

  /**
   * Describes the runs of a call.
   *
   * @param begun the run that the method began, or null if it only describes the work
   * @param again begins a run on the subscribing thread; null if it is not recorded
   */
  Start(@Nullable Observed begun, Supplier<@Nullable Observed> again, FailureReporter failures) {
    this.begun = new AtomicReference<>(begun);
    this.again = again;
    this.failures = failures;
  }

  /** Returns the run for a new subscription, or null if it is not recorded. */
  @Nullable Observed next() {
    try {
      Observed first = begun.getAndSet(null);
      return first != null ? first : again.get();
    } catch (Throwable internalFailure) {
      failures.report(Start.class, internalFailure);
      return null;
    }
  }
}
