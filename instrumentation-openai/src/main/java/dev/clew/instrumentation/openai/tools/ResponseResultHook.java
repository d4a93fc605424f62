// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.json.Accessors;
import org.jspecify.annotations.Nullable;

/**
 * The making of a function's output, {@code ResponseInputItem.FunctionCallOutput.Builder.build()}
 * and its twin of the beta: the tool has just run.
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
    String id = Accessors.text(result, "_callId");
    if (result != null && id != null) {
      tools.built(id, result);
    }
    return result;
  }
}
