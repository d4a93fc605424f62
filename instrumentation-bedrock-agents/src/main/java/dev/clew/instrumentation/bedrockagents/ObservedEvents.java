// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrockagents;

import dev.clew.api.trace.Scope;
import dev.clew.kit.stream.HookedCall;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;

/** The events of a stream, observed on their way to the application's subscriber. */
final class ObservedEvents<T> implements SdkPublisher<T> {
  private final SdkPublisher<T> source;
  private final HookedCall call;
  private final BedrockPayload payload;

  ObservedEvents(SdkPublisher<T> source, HookedCall call, BedrockPayload payload) {
    this.source = source;
    this.call = call;
    this.payload = payload;
  }

  @Override
  @SuppressWarnings("NullAway") // the SDK decides what a missing subscriber means
  public void subscribe(Subscriber<? super T> subscriber) {
    source.subscribe(subscriber == null ? null : new Observing(subscriber));
  }

  private final class Observing implements Subscriber<T> {
    private final Subscriber<? super T> subscriber;

    Observing(Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscriber.onSubscribe(new Cancelling(subscription));
    }

    @Override
    public void onNext(T event) {
      if (event != null) {
        call.chunk(event);
      }
      try {
        inCallerContext(() -> subscriber.onNext(event));
      } catch (Throwable thrown) {
        call.consumerFailed(thrown);
        throw thrown;
      }
    }

    @Override
    public void onError(Throwable thrown) {
      subscriber.onError(thrown);
    }

    @Override
    public void onComplete() {
      payload.streamEnded();
      if (payload.isComplete()) {
        call.exhausted();
      }
      inCallerContext(subscriber::onComplete);
    }

    private void inCallerContext(Runnable delivery) {
      try (Scope ignored = call.callerContext().makeCurrent()) {
        delivery.run();
      }
    }
  }

  private final class Cancelling implements Subscription {
    private final Subscription subscription;

    Cancelling(Subscription subscription) {
      this.subscription = subscription;
    }

    @Override
    public void request(long count) {
      subscription.request(count);
    }

    @Override
    public void cancel() {
      call.closed(); // first, because the SDK then completes the future as if all were well
      subscription.cancel();
    }
  }
}
