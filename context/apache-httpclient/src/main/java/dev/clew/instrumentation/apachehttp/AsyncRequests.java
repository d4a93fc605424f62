// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the contexts in which requests were made, because the client's threads that send them
 * have none. The key is the future, which stays the same through redirects and retries.
 */
final class AsyncRequests {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  void remember(Object future) {
    Context context = Context.current();
    if (context.span() != null) {
      contexts.putIfAbsent(future, context.forStorage());
    }
  }

  @Nullable Context contextOf(Object future) {
    return contexts.isEmpty() ? null : contexts.get(future);
  }
}
