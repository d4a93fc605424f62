// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import java.lang.ref.Reference;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that carry a context. They also keep the handle of the span they belong to: as long as such
 * a task exists, the application has not forgotten the span.
 */
final class Tasks {
  private Tasks() {}

  static Runnable wrap(Context context, @Nullable Object handle, Runnable task) {
    return () -> {
      try (Scope ignored = ContextPropagation.resume(context)) {
        task.run();
      } finally {
        Reference.reachabilityFence(handle);
      }
    };
  }

  static <T extends @Nullable Object> Callable<T> wrap(
      Context context, @Nullable Object handle, Callable<T> task) {
    return () -> {
      try (Scope ignored = ContextPropagation.resume(context)) {
        return task.call();
      } finally {
        Reference.reachabilityFence(handle);
      }
    };
  }

  static <T extends @Nullable Object> Supplier<T> wrap(
      Context context, @Nullable Object handle, Supplier<T> task) {
    return () -> {
      try (Scope ignored = ContextPropagation.resume(context)) {
        return task.get();
      } finally {
        Reference.reachabilityFence(handle);
      }
    };
  }
}
