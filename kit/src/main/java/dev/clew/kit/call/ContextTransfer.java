// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries contexts to the threads on which a library continues: by an object known to both sides,
 * compared by identity and held weakly.
 */
public final class ContextTransfer {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  /** Stores the current context for work on {@code key}, unless it is outside any trace. */
  public void capture(Object key) {
    Context context = Context.current();
    if (context.span() != null) {
      contexts.put(key, context);
    }
  }

  /**
   * Moves the stored context when the library continues with {@code to} in place of {@code from}.
   */
  public void move(Object from, Object to) {
    Context stored = contexts.remove(from);
    if (stored != null) {
      contexts.put(to, stored);
    }
  }

  /** Discards the context stored for {@code key}. */
  public void forget(Object key) {
    contexts.remove(key);
  }

  /**
   * Returns the context for work on {@code key}: the current one if it has a span, else the stored
   * one.
   */
  public Context contextOf(@Nullable Object key) {
    Context current = Context.current();
    Context stored = current.span() != null || key == null ? null : contexts.get(key);
    return stored != null ? stored : current;
  }

  /** Returns {@link #contextOf} and discards the stored context. */
  public Context take(@Nullable Object key) {
    Context found = contextOf(key);
    if (key != null) {
      contexts.remove(key);
    }
    return found;
  }
}
