// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.Scope;
import dev.clew.kit.stream.HookedCall;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;

/** Observes the events of a stream on their way to the application's subscriber. */
final class ObservedEvents<T> implements Subscriber<T> {
  private final Subscriber<? super T> subscriber;
  private final HookedCall call;
  private final BedrockPayload payload;

  private ObservedEvents(
      Subscriber<? super T> subscriber, HookedCall call, BedrockPayload payload) {
    this.subscriber = subscriber;
    this.call = call;
    this.payload = payload;
  }

  @SuppressWarnings("NullAway") // the SDK decides what a missing subscriber means
  static <T> SdkPublisher<T> of(SdkPublisher<T> events, HookedCall call, BedrockPayload payload) {
    return subscriber ->
        events.subscribe(
            subscriber == null ? null : new ObservedEvents<>(subscriber, call, payload));
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscriber.onSubscribe(new Cancelling(subscription, call));
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

  private record Cancelling(Subscription subscription, HookedCall call) implements Subscription {
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
