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
 * The contexts in which coroutines were started.
 *
 * <p>A coroutine is the job in its own coroutine context, so whatever resumes part of it leads
 * here. Nothing needs to be added to that context, which the application can see.
 */
final class Coroutines {
  /**
   * Whether a class's {@code getContext} is Kotlin's own; the classes that the compiler generates
   * for suspending functions inherit it.
   */
  private static final ClassValue<Boolean> GETS_OF_LIBRARY =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            Class<?> declaring = type.getMethod("getContext").getDeclaringClass();
            return LIBRARY.contains(declaring);
          } catch (NoSuchMethodException | LinkageError failure) {
            return false;
          }
        }
      };

  private static final LibraryClasses LIBRARY = LibraryClasses.in("kotlin.", "kotlinx.coroutines.");

  private final WeakIdentityMap<Object, Context> started = new WeakIdentityMap<>();

  /** Records that {@code coroutine} is started on this thread. */
  void begin(Object coroutine) {
    Context current = Context.current();
    if (current != Context.root()) {
      started.putIfAbsent(coroutine, current.forStorage());
    }
  }

  /**
   * Returns the context of the coroutine that {@code continuation} belongs to, or null if it has
   * none or the application itself implements its {@code getContext}.
   */
  @Nullable Context of(Continuation<?> continuation) {
    if (started.isEmpty()) {
      return null;
    }
    Continuation<?> target =
        continuation instanceof DispatchedContinuation<?> dispatched
            ? dispatched.continuation
            : continuation;
    return GETS_OF_LIBRARY.get(target.getClass()) ? of(continuation.getContext()) : null;
  }

  /** Returns the context of the coroutine with this coroutine context, or null. */
  private @Nullable Context of(CoroutineContext context) {
    Job job = context.get(Job.Key);
    return job == null ? null : started.get(job);
  }
}
