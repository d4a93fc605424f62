// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Ends a run whose generator is cancelled, after which nobody reads it. */
final class CancelHook implements Hook<Object> {
  private final GraphRuns runs;

  CancelHook(GraphRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    GraphRun run = runs.of(call.self(Object.class));
    if (run != null) {
      run.cancel();
    }
    return null;
  }
}
