// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;

/** Associates the object that the library creates for a run with the run that has just begun. */
final class CreationHook implements Hook<Object> {
  private final GraphRuns runs;

  CreationHook(GraphRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    GraphRun run = Context.current().get(GraphRun.KEY);
    if (run != null && run.claim()) {
      runs.put(call.self(Object.class), run);
    }
    return null;
  }
}
