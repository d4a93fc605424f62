// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/** Hooks {@code CompletableFuture.postComplete}, which runs the stages waiting for a future. */
final class StagesHook implements Hook<Object> {
  @Override
  public Object enter(Call call) {
    return ContextPropagation.beginSteps();
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    ContextPropagation.endSteps(state);
    return result;
  }
}
