// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.ToolRun;
import org.jspecify.annotations.Nullable;

/**
 * Notes what a {@code @Tool} method throws, at the private method of {@code DefaultToolExecutor}
 * that calls it: above, executors made by the application return the message as a result.
 */
final class ToolMethodHook implements Hook<ToolRun> {
  @Override
  public @Nullable ToolRun enter(Call call) {
    return ToolRun.current();
  }

  @Override
  public @Nullable Object exit(ToolRun run, @Nullable Object result, @Nullable Throwable thrown) {
    // IllegalAccessException is answered by making the method accessible and calling it again.
    if (thrown != null && !(thrown instanceof IllegalAccessException)) {
      run.threw(Failures.cause(thrown));
    }
    return result;
  }
}
