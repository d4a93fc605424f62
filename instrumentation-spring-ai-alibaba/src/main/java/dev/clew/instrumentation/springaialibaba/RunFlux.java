// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

/** A {@code Flux} of the steps of a graph, with a run per subscription. */
final class RunFlux<T> extends FluxOperator<T, T> {
  private final Supplier<@Nullable GraphRun> start;
  private final FailureReporter failures;

  /**
   * Wraps {@code steps}.
   *
   * @param start starts a run, or returns null if there is none to trace
   */
  RunFlux(Flux<? extends T> steps, Supplier<@Nullable GraphRun> start, FailureReporter failures) {
    super(steps);
    this.start = start;
    this.failures = failures;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    GraphRun run = start();
    if (run == null) {
      source.subscribe(actual);
      return;
    }
    try (Scope ignored = run.context().makeCurrent()) {
      Subscriber<T> subscriber = new Subscriber<>(run, actual);
      run.call().watch(subscriber);
      source.subscribe(subscriber);
    } catch (Throwable thrown) {
      run.call().failed(thrown);
      throw thrown;
    }
  }

  private @Nullable GraphRun start() {
    try {
      return start.get();
    } catch (Throwable internalFailure) {
      failures.report(RunFlux.class, internalFailure);
      return null;
    }
  }

  /**
   * Reports the signals to the run. The graph works in the run's context; what the subscriber does
   * with a step is not part of the run.
   */
  private static final class Subscriber<T> implements CoreSubscriber<T>, Subscription {
    private final GraphRun run;
    private final CallObservation call;
    private final CoreSubscriber<? super T> actual;
    private volatile @Nullable Subscription upstream;

    Subscriber(GraphRun run, CoreSubscriber<? super T> actual) {
      this.run = run;
      this.call = run.call();
      this.actual = actual;
    }

    @Override
    public Context currentContext() {
      return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      upstream = subscription;
      outside(() -> actual.onSubscribe(this));
    }

    @Override
    public void onNext(T step) {
      run.step(step);
      outside(() -> actual.onNext(step));
    }

    @Override
    public void onError(Throwable thrown) {
      call.failed(thrown);
      outside(() -> actual.onError(thrown));
    }

    @Override
    public void onComplete() {
      run.completed();
      outside(actual::onComplete);
    }

    private void outside(Runnable signal) {
      try (Scope ignored = call.callerContext().makeCurrent()) {
        signal.run();
      }
    }

    @Override
    public void request(long count) {
      Subscription subscription = upstream;
      if (subscription != null) {
        try (Scope ignored = run.context().makeCurrent()) {
          subscription.request(count);
        }
      }
    }

    @Override
    public void cancel() {
      Subscription subscription = upstream;
      if (subscription != null) {
        subscription.cancel();
      }
      run.cancelled(); // after the calls that it consists of
    }
  }
}
