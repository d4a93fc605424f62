// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stream;

import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Reports the signals of a subscription to its call. The library works in the call's context;
 * whatever the subscriber does with a signal is not part of the call and runs in its own.
 */
final class CallSubscriber<T> implements CoreSubscriber<T>, Subscription {
  private final CallObservation call;
  private final dev.clew.api.trace.Context context;
  private final CoreSubscriber<? super T> actual;
  private volatile @Nullable Subscription upstream;

  CallSubscriber(TracedFlux.Started started, CoreSubscriber<? super T> actual) {
    this.call = started.call();
    this.context = started.inside();
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
  public void onNext(T chunk) {
    call.chunk(chunk);
    outside(() -> actual.onNext(chunk));
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
    call.closed(); // after the calls that it consists of
  }

  private void inside(Consumer<Subscription> action) {
    Subscription subscription = upstream;
    if (subscription != null) {
      try (Scope ignored = context.makeCurrent()) {
        action.accept(subscription);
      }
    }
  }
}
