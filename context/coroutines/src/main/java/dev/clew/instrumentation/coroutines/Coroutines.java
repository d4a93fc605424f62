// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.internal.DispatchedContinuation;
import org.jspecify.annotations.Nullable;

/**
 * The contexts in which coroutines were begun.
 *
 * <p>A coroutine is the job in its own coroutine context, so whatever resumes a piece of it finds
 * the way here, and nothing needs to be added to that context, which the application can see.
 */
final class Coroutines {
  /**
   * Whether {@code getContext} of a class is Kotlin's own: what the compiler makes of a function
   * that suspends inherits it.
   */
  private static final ClassValue<Boolean> GETS_OF_LIBRARY =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            Class<?> declaring = type.getMethod("getContext").getDeclaringClass();
            return LIBRARY.has(declaring);
          } catch (NoSuchMethodException | LinkageError odd) {
            return false;
          }
        }
      };

  private static final LibraryClasses LIBRARY = LibraryClasses.in("kotlin.", "kotlinx.coroutines.");

  private final WeakIdentityMap<Object, Context> begun = new WeakIdentityMap<>();

  /** Notes that {@code coroutine} is begun on this thread. */
  void begin(Object coroutine) {
    Context current = Context.current();
    if (current != Context.root()) {
      begun.putIfAbsent(coroutine, current.kept());
    }
  }

  /**
   * Returns the context of the coroutine that {@code continuation} is a piece of, or null if it has
   * none, or if an application has written itself what returns it.
   */
  @Nullable Context of(Continuation<?> continuation) {
    if (begun.isEmpty()) {
      return null;
    }
    Continuation<?> answering =
        continuation instanceof DispatchedContinuation<?> dispatched
            ? dispatched.continuation
            : continuation;
    return GETS_OF_LIBRARY.get(answering.getClass()) ? of(continuation.getContext()) : null;
  }

  /** Returns the context of the coroutine whose context this is, or null if it has none. */
  private @Nullable Context of(CoroutineContext context) {
    Job job = context.get(Job.Key);
    return job == null ? null : begun.get(job);
  }
}
