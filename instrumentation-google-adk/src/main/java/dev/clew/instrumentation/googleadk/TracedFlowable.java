// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.trace.Scope;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableSubscriber;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** The stream of an agent or a model, with a span for each subscription. */
final class TracedFlowable<T> extends Flowable<T> {
  private final Flowable<T> source;
  private final Start start;

  TracedFlowable(Flowable<T> source, Start start) {
    this.source = source;
    this.start = start;
  }

  @Override
  protected void subscribeActual(Subscriber<? super T> subscriber) {
    Observed run = start.next();
    if (run == null) {
      source.subscribe(subscriber);
      return;
    }
    Observer<T> observer = new Observer<>(run, subscriber);
    run.call().watch(observer);
    try (Scope inside = run.enter()) {
      source.subscribe(observer);
    }
  }

  /** Passes signals on, each in its own context, and ends the run with the last one. */
  private static final class Observer<T> implements FlowableSubscriber<T>, Subscription {
    private final Observed run;
    private final Subscriber<? super T> downstream;
    private @Nullable Subscription upstream;

    Observer(Observed run, Subscriber<? super T> downstream) {
      this.run = run;
      this.downstream = downstream;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      upstream = subscription;
      try (Scope outside = run.leave()) {
        downstream.onSubscribe(this);
      }
    }

    @Override
    public void onNext(T item) {
      run.next(item);
      try (Scope outside = run.leave()) {
        downstream.onNext(item);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      run.call().failed(thrown);
      try (Scope outside = run.leave()) {
        downstream.onError(thrown);
      }
    }

    @Override
    public void onComplete() {
      run.call().answered(null);
      try (Scope outside = run.leave()) {
        downstream.onComplete();
      }
    }

    @Override
    public void request(long count) {
      Subscription source = upstream;
      if (source != null) {
        try (Scope inside = run.enter()) {
          source.request(count);
        }
      }
    }

    @Override
    public void cancel() {
      Subscription source = upstream;
      try (Scope inside = run.enter()) {
        if (source != null) {
          source.cancel();
        }
      } finally {
        run.cancelled(); // after the runs below it
      }
    }
  }
}
