// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.ToolRun;
import org.jspecify.annotations.Nullable;

/**
 * Records the exception of a {@code @Tool} method, at the private method of {@code
 * DefaultToolExecutor} that calls it: executors created by the application return the message as a
 * result.
 */
final class ToolMethodHook implements Hook<ToolRun> {
  @Override
  public @Nullable ToolRun enter(Call call) {
    return ToolRun.current();
  }

  @Override
  public @Nullable Object exit(ToolRun run, @Nullable Object result, @Nullable Throwable thrown) {
    // IllegalAccessException is handled by making the method accessible and calling it again.
    if (thrown != null && !(thrown instanceof IllegalAccessException)) {
      run.recordException(Failures.cause(thrown));
    }
    return result;
  }
}
