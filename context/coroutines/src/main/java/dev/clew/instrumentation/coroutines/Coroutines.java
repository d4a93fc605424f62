// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/**
 * The contexts in which coroutines were begun.
 *
 * <p>A coroutine is the job in its own coroutine context, so whatever resumes a piece of it finds
 * the way here, and nothing needs to be added to that context, which the application can see.
 */
final class Coroutines {
  private final WeakIdentityMap<Object, Context> begun = new WeakIdentityMap<>();

  /** Notes that {@code coroutine} is begun on this thread. */
  void begin(Object coroutine) {
    Context current = Context.current();
    if (current != Context.root()) {
      begun.putIfAbsent(coroutine, current.kept());
    }
  }

  /** Returns the context of the coroutine whose context this is, or null if it has none. */
  @Nullable Context of(CoroutineContext context) {
    if (begun.isEmpty()) {
      return null;
    }
    Job job = context.get(Job.Key);
    return job == null ? null : begun.get(job);
  }
}
