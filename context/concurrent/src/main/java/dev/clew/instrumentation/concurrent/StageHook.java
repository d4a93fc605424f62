// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code UniCompletion.claim}, which every stage of a {@code CompletableFuture} calls before
 * it runs its function or submits it to its executor. This happens when the previous stage
 * completes, on the thread that completed it, whatever its context.
 */
final class StageHook implements Hook<Scope> {
  private final Tasks tasks;

  StageHook(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context registered = tasks.of(call.self(Object.class));
    Context context = registered == null ? Context.root() : registered;
    return context == Context.current() ? null : ContextPropagation.step(context);
  }

  @Override
  public @Nullable Object exit(Scope state, @Nullable Object result, @Nullable Throwable thrown) {
    if (!Boolean.TRUE.equals(result)) {
      state.close(); // submitted to an executor; otherwise the function runs next, until the next
      // stage
    }
    return result;
  }
}
