// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.reactor;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.methods.result.Started;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** Reactor's publishers with a span per subscription. Nothing happens before. */
public final class Observed {
  private Observed() {}

  /**
   * Returns an observed {@code Mono} or {@code Flux}.
   *
   * @param start starts the work, or returns null if it is not recorded
   */
  public static Object of(
      Object publisher, Supplier<@Nullable Started> start, FailureReporter failures) {
    if (publisher instanceof Mono<?> mono) {
      return new ObservedMono<>(mono, start, failures);
    }
    return publisher instanceof Flux<?> flux
        ? new ObservedFlux<>(flux, start, failures)
        : publisher;
  }

  private static <T> void subscribe(
      CoreSubscriber<? super T> actual,
      Supplier<@Nullable Started> start,
      FailureReporter failures,
      Consumer<CoreSubscriber<? super T>> source) {
    Started work = null;
    try {
      work = start.get();
    } catch (Throwable internalFailure) {
      failures.report(Observed.class, internalFailure);
    }
    if (work == null) {
      source.accept(actual);
      return;
    }
    ObservedSubscriber<T> observed = new ObservedSubscriber<>(actual, work);
    Scope scope = work.enter();
    try {
      source.accept(work.watched(observed));
    } catch (Throwable thrown) {
      work.call().failed(thrown);
      throw thrown;
    } finally {
      work.close(scope);
    }
  }

  private static final class ObservedMono<T> extends MonoOperator<T, T> {
    private final Supplier<@Nullable Started> start;
    private final FailureReporter failures;

    ObservedMono(
        Mono<? extends T> source, Supplier<@Nullable Started> start, FailureReporter failures) {
      super(source);
      this.start = start;
      this.failures = failures;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
      Observed.<T>subscribe(actual, start, failures, source::subscribe);
    }
  }

  private static final class ObservedFlux<T> extends FluxOperator<T, T> {
    private final Supplier<@Nullable Started> start;
    private final FailureReporter failures;

    ObservedFlux(
        Flux<? extends T> source, Supplier<@Nullable Started> start, FailureReporter failures) {
      super(source);
      this.start = start;
      this.failures = failures;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
      Observed.<T>subscribe(actual, start, failures, source::subscribe);
    }
  }
}
