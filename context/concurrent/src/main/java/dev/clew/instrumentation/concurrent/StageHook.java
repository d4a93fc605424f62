// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextPropagation;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/**
 * {@code UniCompletion.claim}, which every stage of a {@code CompletableFuture} calls that is about
 * to run its function, or to give it to its executor, when the stage before is done: on the thread
 * that completed that one, whatever its context.
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
      state.close(); // given to an executor; otherwise the function follows, up to the next stage
    }
    return result;
  }
}
