// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.kit.call.CallObservation;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Observes the chunks of a streamed answer as the application reads them, one at a time. */
public final class ObservedChunks<T> extends Spliterators.AbstractSpliterator<T> {
  private final Spliterator<T> source;
  private final CallObservation call;

  /**
   * Kept because the application may hold only an iterator, and some SDKs close an unreferenced
   * response.
   */
  private final Object owner;

  // Reused for all chunks, of which there may be thousands.
  private final Delivery<T> delivery;

  private ObservedChunks(Spliterator<T> source, CallObservation call, Object owner) {
    super(Long.MAX_VALUE, Spliterator.ORDERED);
    this.source = source;
    this.call = call;
    this.owner = owner;
    this.delivery = new Delivery<>(call);
  }

  /**
   * Returns a stream of the elements of {@code source}, equally lazy.
   *
   * @param owner the application's object, which must not count as abandoned while it is read
   */
  public static <T> Stream<T> stream(Stream<T> source, CallObservation call, Object owner) {
    // The supplier defers even the request for a spliterator to the terminal operation.
    return StreamSupport.stream(
            () -> new ObservedChunks<>(source.spliterator(), call, owner),
            Spliterator.ORDERED,
            false)
        .onClose(() -> close(source::close, call, owner));
  }

  /** Closes a stream or its source, which ends the call early unless it is complete. */
  public static void close(Runnable close, CallObservation call, Object owner) {
    call.closing();
    try {
      close.run();
    } finally {
      call.closed();
      Reference.reachabilityFence(owner);
    }
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

  /** Passes chunks on, and remembers whether an exception came from the application's code. */
  private static final class Delivery<T> implements Consumer<T> {
    private final CallObservation call;
    private @Nullable Consumer<? super T> action;
    private @Nullable Throwable thrownByConsumer;

    Delivery(CallObservation call) {
      this.call = call;
    }

    void to(Consumer<? super T> consumer) {
      action = consumer;
      thrownByConsumer = null;
    }

    @Override
    public void accept(T chunk) {
      if (chunk != null) {
        call.chunk(chunk);
      }
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
