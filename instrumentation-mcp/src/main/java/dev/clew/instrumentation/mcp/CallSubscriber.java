// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.FailureReport;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanError;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Ends the span of a call, however it comes out. What comes after the answer is no part of it and
 * runs in the context that the subscriber had.
 */
final class CallSubscriber<T> implements CoreSubscriber<T>, Subscription {
  private final McpCall<T> call;
  private final CoreSubscriber<? super T> actual;
  private final FailureReport failures;
  private volatile @Nullable Subscription upstream;
  private volatile @Nullable SpanError wrong;

  CallSubscriber(McpCall<T> call, CoreSubscriber<? super T> actual, FailureReport failures) {
    this.call = call;
    this.actual = actual;
    this.failures = failures;
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
    try {
      wrong = call.answered(result);
    } catch (Throwable failure) {
      failures.failed(CallSubscriber.class, failure);
    }
    // Of a Mono this is the end; what the subscriber does with it may take long.
    end();
    try (Scope outside = call.outside().makeCurrent()) {
      actual.onNext(result);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    Throwable real = thrown;
    call.span()
        .fail(
            real instanceof TimeoutException
                ? SpanError.of("timeout", "The MCP server did not answer in time")
                : SpanError.of(real));
    try (Scope outside = call.outside().makeCurrent()) {
      actual.onError(thrown);
    }
  }

  @Override
  public void onComplete() {
    end();
    try (Scope outside = call.outside().makeCurrent()) {
      actual.onComplete();
    }
  }

  private void end() {
    SpanError error = wrong;
    if (error == null) {
      call.span().end();
    } else {
      call.span().fail(error);
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
    call.span().cancel();
    Subscription subscription = upstream;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
