// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Reports the signals of a subscription to its run. The library works in the run's context;
 * whatever the subscriber does with a signal, such as running tools, is not part of it.
 */
final class TracedSubscriber<T> implements CoreSubscriber<T>, Subscription {
  private final Started run;
  private final CallObservation call;
  private final CoreSubscriber<? super T> actual;
  private final boolean single;
  private volatile @Nullable Subscription upstream;

  private TracedSubscriber(Started run, CoreSubscriber<? super T> actual, boolean single) {
    this.run = run;
    this.call = run.call();
    this.actual = actual;
    this.single = single;
  }

  /**
   * Subscribes to {@code source} for {@code actual}.
   *
   * @param single whether the first item is the whole answer
   */
  static <T> void subscribe(
      CorePublisher<? extends T> source,
      CoreSubscriber<? super T> actual,
      Start start,
      boolean single) {
    Started run = start.next(actual);
    if (run == null) {
      source.subscribe(actual);
      return;
    }
    TracedSubscriber<T> subscriber = new TracedSubscriber<>(run, actual, single);
    run.call().watch(subscriber);
    try (Scope inside = run.inside().makeCurrent()) {
      source.subscribe(subscriber);
    } catch (Throwable thrown) {
      run.call().failed(thrown);
      throw thrown;
    }
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
  public void onNext(T item) {
    if (single) {
      call.answered(item);
    } else {
      call.chunk(item);
    }
    outside(() -> actual.onNext(item));
  }

  @Override
  public void onError(Throwable thrown) {
    call.failed(thrown);
    outside(() -> actual.onError(thrown));
  }

  @Override
  public void onComplete() {
    call.answered(null);
    outside(actual::onComplete);
  }

  private void outside(Runnable signal) {
    try (Scope ignored = call.callerContext().makeCurrent()) {
      signal.run();
    }
  }

  @Override
  public void request(long count) {
    inside(subscription -> subscription.request(count));
  }

  @Override
  public void cancel() {
    inside(Subscription::cancel);
    if (call.payload().isComplete()) { // after the runs below it
      call.answered(null);
    } else {
      call.stopped("cancelled");
    }
  }

  private void inside(Consumer<Subscription> action) {
    Subscription subscription = upstream;
    if (subscription != null) {
      try (Scope ignored = run.inside().makeCurrent()) {
        action.accept(subscription);
      }
    }
  }
}
