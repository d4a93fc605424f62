// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code AsyncContext.start}: another of the container's threads continues the request. The
 * container wraps the task in its own objects, in its own queue.
 */
final class AsyncStartHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    Context current = Context.current();
    Runnable task = call.argument(0, Runnable.class);
    if (task != null && current != Context.root()) {
      call.replaceArgument(0, in(current.forStorage(), task));
    }
    return null;
  }

  private static Runnable in(Context context, Runnable task) {
    return () -> {
      try (Scope ignored = ContextPropagation.resume(context)) {
        task.run();
      }
    };
  }
}
