// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the run method of a dispatcher's thread and of the delay thread. The context that the
 * thread inherited is that of whoever happened to create it, so it is dropped.
 */
final class WorkerHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    ContextPropagation.clear();
    return null;
  }
}
