// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.call.CallObservation;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Ends a call, whatever its outcome. Whatever follows the answer is not part of the call and runs
 * in the subscriber's context.
 */
final class CallSubscriber<T> implements CoreSubscriber<T>, Subscription {
  private final CallObservation call;
  private final CoreSubscriber<? super T> actual;
  private volatile @Nullable Subscription upstream;

  CallSubscriber(CallObservation call, CoreSubscriber<? super T> actual) {
    this.call = call;
    this.actual = actual;
  }

  @Override
  public reactor.util.context.Context currentContext() {
    return actual.currentContext();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    actual.onSubscribe(this);
  }

  @Override
  public void onNext(T result) {
    // For a Mono this is the end; the subscriber's reaction may take long.
    call.answered(result);
    try (Scope outside = call.callerContext().makeCurrent()) {
      actual.onNext(result);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    if (thrown instanceof TimeoutException) {
      call.failed(SpanError.of("timeout", "The MCP server did not answer in time"));
    } else {
      call.failed(thrown);
    }
    try (Scope outside = call.callerContext().makeCurrent()) {
      actual.onError(thrown);
    }
  }

  @Override
  public void onComplete() {
    call.answered(null);
    try (Scope outside = call.callerContext().makeCurrent()) {
      actual.onComplete();
    }
  }

  @Override
  public void request(long count) {
    Subscription subscription = upstream;
    if (subscription != null) {
      subscription.request(count);
    }
  }

  @Override
  public void cancel() {
    call.stopped("cancelled");
    Subscription subscription = upstream;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
