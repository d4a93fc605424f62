// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.trace.Scope;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import org.jspecify.annotations.Nullable;

/** The result of a tool, with a span for each subscription. */
final class TracedSingle<T> extends Single<T> {
  private final Single<T> source;
  private final Start start;

  TracedSingle(Single<T> source, Start start) {
    this.source = source;
    this.start = start;
  }

  @Override
  protected void subscribeActual(SingleObserver<? super T> subscriber) {
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

  /** Passes signals on, each in its own context, and ends the run. */
  private static final class Observer<T> implements SingleObserver<T>, Disposable {
    private final Observed run;
    private final SingleObserver<? super T> downstream;
    private volatile @Nullable Disposable upstream;

    Observer(Observed run, SingleObserver<? super T> downstream) {
      this.run = run;
      this.downstream = downstream;
    }

    @Override
    public void onSubscribe(Disposable subscription) {
      upstream = subscription;
      try (Scope outside = run.leave()) {
        downstream.onSubscribe(this);
      }
    }

    @Override
    public void onSuccess(T result) {
      run.next(result);
      try (Scope outside = run.leave()) {
        downstream.onSuccess(result);
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
    public void dispose() {
      Disposable source = upstream;
      try (Scope inside = run.enter()) {
        if (source != null) {
          source.dispose();
        }
      } finally {
        run.cancelled(); // after the runs below it
      }
    }

    @Override
    public boolean isDisposed() {
      Disposable source = upstream;
      return source != null && source.isDisposed();
    }
  }
}
