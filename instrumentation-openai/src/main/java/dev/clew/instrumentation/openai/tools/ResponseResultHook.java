// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import com.openai.models.responses.ResponseInputItem;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * The making of a function's output, {@code ResponseInputItem.FunctionCallOutput.Builder.build()}:
 * the tool has just run.
 */
final class ResponseResultHook implements Hook<ToolRuns> {
  private final ToolRuns tools;

  ResponseResultHook(ToolRuns tools) {
    this.tools = tools;
  }

  @Override
  public @Nullable ToolRuns enter(Call call) {
    return tools.isWaiting() ? tools : null;
  }

  @Override
  public @Nullable Object exit(
      ToolRuns tools, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof ResponseInputItem.FunctionCallOutput output) {
      output._callId().asString().ifPresent(id -> tools.built(id, output));
    }
    return result;
  }
}
