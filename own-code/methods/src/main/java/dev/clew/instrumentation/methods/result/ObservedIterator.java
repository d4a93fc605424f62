// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.result;

import dev.clew.api.trace.Scope;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The elements that a method produces as the application asks for them. */
public final class ObservedIterator<T> implements Iterator<T> {
  private final Iterator<T> source;
  private final Started work;

  private ObservedIterator(Iterator<T> source, Started work) {
    this.source = source;
    this.work = work;
  }

  /**
   * Returns an iterator that ends the work with its last element, or null if {@code source} is more
   * than an iterator, which the application may know.
   */
  public static @Nullable Iterator<?> of(Iterator<?> source, Started work) {
    Class<?> type = source.getClass();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Class<?> known : each.getInterfaces()) {
        if (known != Iterator.class) {
          return null;
        }
      }
    }
    return work.watched(new ObservedIterator<>(source, work));
  }

  @Override
  public boolean hasNext() {
    boolean more = step(source::hasNext);
    if (!more) {
      work.call().answered(null);
    }
    return more;
  }

  @Override
  public T next() {
    T element = step(source::next);
    if (element != null) {
      work.call().chunk(element);
    }
    return element;
  }

  @Override
  public void remove() {
    source.remove();
  }

  private <R> R step(Supplier<R> action) {
    Scope scope = work.enter();
    try {
      return action.get();
    } catch (Throwable thrown) {
      work.call().failed(thrown);
      throw thrown;
    } finally {
      work.close(scope);
      Reference.reachabilityFence(this);
    }
  }
}
