// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import dev.langchain4j.rag.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Carries the context of an augmentation to the threads on which it routes queries and retrieves:
 * both sides share the queries.
 */
final class RetrievalContextTransfer {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  void leave(Iterable<?> queries) {
    Context context = Context.current();
    if (context.span() == null) {
      return;
    }
    for (Object query : queries) {
      contexts.put(query, context);
    }
  }

  void arrived(Iterable<?> queries) {
    for (Object query : queries) {
      contexts.remove(query);
    }
  }

  /** Returns the context in which {@code query} is worked on: this thread's, if it has any. */
  Context contextOf(@Nullable Query query) {
    Context current = Context.current();
    if (current.span() != null || query == null) {
      return current;
    }
    Context left = contexts.get(query);
    return left != null ? left : current;
  }
}
