// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.agent.ToolRun;
import org.jspecify.annotations.Nullable;

/** Records the exception of a tool where the tool runner calls it, before it becomes a text. */
final class ToolExceptionHook implements Hook<ToolRun> {
  @Override
  public @Nullable ToolRun enter(Call call) {
    return ToolRun.current();
  }

  @Override
  public @Nullable Object exit(ToolRun run, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      run.recordException(thrown);
    }
    return result;
  }
}
