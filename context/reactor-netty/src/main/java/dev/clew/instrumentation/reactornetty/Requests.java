// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the contexts of requests, because they are created on the event loop's threads, which
 * have none.
 */
final class Requests {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  void remember(Object request) {
    Context context = Context.current();
    if (context.span() != null) {
      contexts.put(request, context.forStorage());
    }
  }

  /** Stores the context of {@code before} for {@code next}, which replaces it. */
  void transfer(Object before, Object next) {
    Context context = contexts.isEmpty() ? null : contexts.get(before);
    if (context != null) {
      contexts.put(next, context.forStorage());
    }
  }

  @Nullable Context takeContext(Object request) {
    return contexts.isEmpty() ? null : contexts.remove(request);
  }
}
