// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Notes the queue that an {@code AgentEmitter} is constructed with. */
final class EmitterHook implements Hook<Object> {
  private final ServedRuns runs;

  EmitterHook(ServedRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object queue = call.argumentCount() < 2 ? null : call.argument(1, Object.class);
    if (queue != null) {
      runs.emits(call.self(Object.class), queue);
    }
    return null;
  }
}
