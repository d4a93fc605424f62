// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.reactor;

import dev.clew.instrumentation.methods.result.Started;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** Reports the signals of a subscription to the work, outside of which the subscriber runs. */
final class ObservedSubscriber<T> implements CoreSubscriber<T>, Subscription {
  private final CoreSubscriber<? super T> actual;
  private final Started work;
  private volatile @Nullable Subscription upstream;

  ObservedSubscriber(CoreSubscriber<? super T> actual, Started work) {
    this.actual = actual;
    this.work = work;
  }

  @Override
  public Context currentContext() {
    return actual.currentContext();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    work.outside(() -> actual.onSubscribe(this));
  }

  @Override
  public void onNext(T item) {
    work.call().chunk(item);
    work.outside(() -> actual.onNext(item));
  }

  @Override
  public void onError(Throwable thrown) {
    work.call().failed(thrown);
    work.outside(() -> actual.onError(thrown));
  }

  @Override
  public void onComplete() {
    work.call().answered(null);
    work.outside(actual::onComplete);
  }

  @Override
  public void request(long count) {
    Subscription subscription = upstream;
    if (subscription != null) {
      work.within(() -> subscription.request(count));
    }
  }

  @Override
  public void cancel() {
    Subscription subscription = upstream;
    if (subscription != null) {
      work.within(subscription::cancel);
    }
    work.call().closed();
  }
}
