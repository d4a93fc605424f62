// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code ThreadPoolExecutor.getTask}, which a pool's thread calls between two tasks, to
 * switch from the context of one to that of the next.
 */
final class NextTaskHook implements Hook<Object> {
  private final Tasks tasks;

  NextTaskHook(Tasks tasks) {
    this.tasks = tasks;
  }

  /** Returns an object of the JDK: an idle thread waits in this method, and keeps it. */
  @Override
  public Object enter(Call call) {
    if (Context.current() != Context.root()) {
      ContextPropagation.clear();
    }
    return true;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof Runnable task) {
      Context context = tasks.dequeued(task);
      if (context != null) {
        ContextPropagation.resume(context);
      }
    }
    return result;
  }
}
