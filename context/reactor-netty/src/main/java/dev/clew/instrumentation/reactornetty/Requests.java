// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in which contexts requests were asked for: the threads of the event loop, on which they
 * are made, have none.
 */
final class Requests {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  void askedFor(Object request) {
    Context context = Context.current();
    if (context.span() != null) {
      contexts.put(request, context.kept());
    }
  }

  /** Notes that {@code next} is what becomes of {@code before}. */
  void goesOn(Object before, Object next) {
    Context context = contexts.isEmpty() ? null : contexts.get(before);
    if (context != null) {
      contexts.put(next, context.kept());
    }
  }

  @Nullable Context sending(Object request) {
    return contexts.isEmpty() ? null : contexts.remove(request);
  }
}
