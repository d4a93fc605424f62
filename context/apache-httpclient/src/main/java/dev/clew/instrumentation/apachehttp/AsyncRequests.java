// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in which contexts requests were made: they are sent by threads of the client's, which
 * have none. What stays the same through redirects and further tries is the future.
 */
final class AsyncRequests {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  void made(Object future) {
    Context context = Context.current();
    if (context.span() != null) {
      contexts.putIfAbsent(future, context.kept());
    }
  }

  @Nullable Context contextOf(Object future) {
    return contexts.isEmpty() ? null : contexts.get(future);
  }
}
