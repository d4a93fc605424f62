// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries contexts to the threads on which a library goes on: by an object that both sides share,
 * recognised by identity and held weakly.
 */
public final class ContextTransfer {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  /** Notes the current context for work on {@code key}; nothing outside any trace. */
  public void leave(Object key) {
    Context context = Context.current();
    if (context.span() != null) {
      contexts.put(key, context);
    }
  }

  /** The library goes on with {@code to} in place of {@code from}. */
  public void pass(Object from, Object to) {
    Context left = contexts.remove(from);
    if (left != null) {
      contexts.put(to, left);
    }
  }

  /** Forgets what was noted for {@code key}. */
  public void forget(Object key) {
    contexts.remove(key);
  }

  /** Returns the context in which {@code key} is worked on: this thread's, if it has any. */
  public Context contextOf(@Nullable Object key) {
    Context current = Context.current();
    Context left = current.span() != null || key == null ? null : contexts.get(key);
    return left != null ? left : current;
  }

  /** Returns {@link #contextOf}, and forgets what was noted. */
  public Context arrive(@Nullable Object key) {
    Context found = contextOf(key);
    if (key != null) {
      contexts.remove(key);
    }
    return found;
  }
}
