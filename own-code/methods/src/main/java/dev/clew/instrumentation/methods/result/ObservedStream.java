// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.result;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a stream that a method returns. They are produced in the context of the work;
 * what the application does with them is not part of it.
 */
public final class ObservedStream<T> extends Spliterators.AbstractSpliterator<T> {
  private final Spliterator<T> source;
  private final Started work;

  private ObservedStream(Spliterator<T> source, Started work) {
    super(Long.MAX_VALUE, Spliterator.ORDERED);
    this.source = source;
    this.work = work;
  }

  /**
   * Returns an equally lazy stream that ends the work with its last element, or null if the stream
   * is parallel or not the JDK's.
   */
  public static @Nullable Stream<?> of(Stream<?> source, Started work) {
    return LibraryClasses.isOfJdk(source) && !source.isParallel() ? observe(source, work) : null;
  }

  private static <T> Stream<T> observe(Stream<T> source, Started work) {
    // The supplier defers even the request for a spliterator to the terminal operation.
    Stream<T> observed =
        StreamSupport.stream(
            () -> new ObservedStream<>(source.spliterator(), work), Spliterator.ORDERED, false);
    return work.watched(observed.onClose(() -> close(source, work)));
  }

  private static void close(Stream<?> source, Started work) {
    work.call().closing();
    try {
      source.close();
    } finally {
      work.call().closed();
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    Delivery<T> delivery = new Delivery<>(action, work, Context.current());
    Scope scope = work.enter();
    boolean more;
    try {
      more = source.tryAdvance(delivery);
    } catch (Throwable thrown) {
      delivery.report(thrown);
      throw thrown;
    } finally {
      work.close(scope);
    }
    if (!more) {
      work.call().answered(null);
    }
    return more;
  }

  @Override
  public void forEachRemaining(Consumer<? super T> action) {
    Delivery<T> delivery = new Delivery<>(action, work, Context.current());
    Scope scope = work.enter();
    try {
      source.forEachRemaining(delivery);
    } catch (Throwable thrown) {
      delivery.report(thrown);
      throw thrown;
    } finally {
      work.close(scope);
    }
    work.call().answered(null);
  }

  /** Passes elements on, and remembers whether an exception came from the application's code. */
  private static final class Delivery<T> implements Consumer<T> {
    private final Consumer<? super T> action;
    private final Started work;
    private final Context outside;
    private @Nullable Throwable thrownByConsumer;

    Delivery(Consumer<? super T> action, Started work, Context outside) {
      this.action = action;
      this.work = work;
      this.outside = outside;
    }

    @Override
    public void accept(T element) {
      if (element != null) {
        work.call().chunk(element);
      }
      Scope scope = work.open(outside);
      try {
        action.accept(element);
      } catch (Throwable thrown) {
        thrownByConsumer = thrown;
        throw thrown;
      } finally {
        work.close(scope);
      }
    }

    void report(Throwable thrown) {
      if (thrown == thrownByConsumer) {
        work.call().consumerFailed(thrown);
      } else {
        work.call().failed(thrown);
      }
    }
  }
}
