// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Publishes a recorded body in its pieces, each once it is requested and due.
 *
 * @param end receives what the body broke off with, or null
 */
record PlayedPublisher(InputStream body, Executor executor, Consumer<@Nullable Throwable> end)
    implements Publisher<ByteBuffer> {
  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    Demand demand = new Demand();
    subscriber.onSubscribe(demand);
    executor.execute(() -> publish(subscriber, demand));
  }

  private void publish(Subscriber<? super ByteBuffer> subscriber, Demand demand) {
    byte[] buffer = new byte[64 << 10];
    Throwable failure = null;
    try (body) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        demand.requested.acquire();
        if (demand.cancelled) {
          break;
        }
        subscriber.onNext(ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
      }
    } catch (Exception recorded) {
      failure = recorded;
    }
    if (demand.cancelled) {
      end.accept(null);
      return;
    }
    if (failure == null) {
      subscriber.onComplete();
    } else {
      subscriber.onError(failure);
    }
    end.accept(failure);
  }

  /** What the subscriber still wants. */
  private static final class Demand implements Subscription {
    private static final int MANY = 1 << 29;

    private final Semaphore requested = new Semaphore(0);
    private volatile boolean cancelled;

    @Override
    public void request(long count) {
      if (requested.availablePermits() < MANY) {
        requested.release((int) Math.min(count, MANY));
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      requested.release();
    }
  }
}
