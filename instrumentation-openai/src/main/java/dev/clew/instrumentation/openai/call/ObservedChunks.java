// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import java.lang.ref.Reference;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pieces of a streamed answer on their way to the application, one at a time. */
final class ObservedChunks<T> extends Spliterators.AbstractSpliterator<T> {
  private final Spliterator<T> source;
  private final ModelCall call;

  /** The application may keep an iterator only: older SDKs close a response nobody refers to. */
  private final ObservedStream<T> owner;

  // One for all pieces, of which there may be thousands.
  private final Delivery<T> delivery;

  ObservedChunks(Spliterator<T> source, ModelCall call, ObservedStream<T> owner) {
    super(Long.MAX_VALUE, Spliterator.ORDERED);
    this.source = source;
    this.call = call;
    this.owner = owner;
    this.delivery = new Delivery<>(call);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    delivery.to(action);
    boolean more;
    try {
      more = source.tryAdvance(delivery);
    } catch (Throwable thrown) {
      delivery.report(thrown);
      throw thrown;
    } finally {
      Reference.reachabilityFence(owner);
    }
    if (!more) {
      call.exhausted();
    }
    return more;
  }

  @Override
  public void forEachRemaining(Consumer<? super T> action) {
    delivery.to(action);
    try {
      source.forEachRemaining(delivery);
    } catch (Throwable thrown) {
      delivery.report(thrown);
      throw thrown;
    } finally {
      Reference.reachabilityFence(owner);
    }
    call.exhausted();
  }

  /** Hands pieces on, and remembers whether it was the application's code that threw. */
  private static final class Delivery<T> implements Consumer<T> {
    private final ModelCall call;
    private @Nullable Consumer<? super T> action;
    private @Nullable Throwable thrownByConsumer;

    Delivery(ModelCall call) {
      this.call = call;
    }

    void to(Consumer<? super T> consumer) {
      action = consumer;
      thrownByConsumer = null;
    }

    @Override
    public void accept(T chunk) {
      call.chunk(chunk);
      try {
        Objects.requireNonNull(action).accept(chunk);
      } catch (Throwable thrown) {
        thrownByConsumer = thrown;
        throw thrown;
      }
    }

    void report(Throwable thrown) {
      if (thrown == thrownByConsumer) {
        call.consumerFailed(thrown);
      } else {
        call.failed(thrown);
      }
    }
  }
}
