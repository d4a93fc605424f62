// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.ContextPropagation;
import org.jspecify.annotations.Nullable;

/**
 * The run of a dispatcher's thread, or of the one that waits for delays. What it inherited is of
 * whoever happened to make it, and does not count.
 */
final class WorkerHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    ContextPropagation.leave();
    return null;
  }
}
