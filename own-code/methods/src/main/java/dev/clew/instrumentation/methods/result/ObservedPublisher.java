// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.result;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Scope;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A publisher with a span per subscription. Nothing happens before it is subscribed to. */
public final class ObservedPublisher<T> implements Flow.Publisher<T> {
  private final Flow.Publisher<T> source;
  private final Supplier<@Nullable Started> start;
  private final FailureReporter failures;

  private ObservedPublisher(
      Flow.Publisher<T> source, Supplier<@Nullable Started> start, FailureReporter failures) {
    this.source = source;
    this.start = start;
    this.failures = failures;
  }

  /**
   * Returns an observed publisher, or {@code source} if it is more than that, which the application
   * may know.
   *
   * @param start starts the work, or returns null if it is not recorded
   */
  public static Flow.Publisher<?> of(
      Flow.Publisher<?> source, Supplier<@Nullable Started> start, FailureReporter failures) {
    for (Class<?> each = source.getClass(); each != null; each = each.getSuperclass()) {
      for (Class<?> known : each.getInterfaces()) {
        if (known != Flow.Publisher.class) {
          return source;
        }
      }
    }
    return new ObservedPublisher<>(source, start, failures);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Started work = started();
    if (work == null || subscriber == null) {
      source.subscribe(subscriber);
      return;
    }
    Scope scope = work.enter();
    try {
      source.subscribe(work.watched(new ObservedSubscriber<T>(subscriber, work)));
    } catch (Throwable thrown) {
      work.call().failed(thrown);
      throw thrown;
    } finally {
      work.close(scope);
    }
  }

  private @Nullable Started started() {
    try {
      return start.get();
    } catch (Throwable internalFailure) {
      failures.report(ObservedPublisher.class, internalFailure);
      return null;
    }
  }

  /** Reports the signals of one subscription. */
  private static final class ObservedSubscriber<T>
      implements Flow.Subscriber<T>, Flow.Subscription {
    private final Flow.Subscriber<? super T> actual;
    private final Started work;
    private volatile Flow.@Nullable Subscription upstream;

    ObservedSubscriber(Flow.Subscriber<? super T> actual, Started work) {
      this.actual = actual;
      this.work = work;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      upstream = subscription;
      work.outside(() -> actual.onSubscribe(subscription == null ? null : this));
    }

    @Override
    public void onNext(T item) {
      if (item != null) {
        work.call().chunk(item);
      }
      work.outside(() -> actual.onNext(item));
    }

    @Override
    public void onError(Throwable thrown) {
      if (thrown != null) {
        work.call().failed(thrown);
      }
      work.outside(() -> actual.onError(thrown));
    }

    @Override
    public void onComplete() {
      work.call().answered(null);
      work.outside(actual::onComplete);
    }

    @Override
    public void request(long count) {
      Flow.Subscription subscription = upstream;
      if (subscription != null) {
        work.within(() -> subscription.request(count));
      }
    }

    @Override
    public void cancel() {
      Flow.Subscription subscription = upstream;
      if (subscription != null) {
        work.within(subscription::cancel);
      }
      work.call().closed();
    }
  }
}
