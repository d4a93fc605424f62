// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.kit.agent.ToolLoop;
import org.jspecify.annotations.Nullable;

/**
 * Observes the creation of a tool result message, {@code Builder.build()} of {@code
 * ChatCompletionToolMessageParam}, {@code ResponseInputItem.FunctionCallOutput} and its beta
 * equivalent: the tool has just run.
 *
 * <p>This separates tools that ran one after another, which the next request alone does not show.
 * The label is the accessor of the tool call id.
 */
final class ToolResultHook implements Hook<String> {
  private final ToolLoop tools;

  ToolResultHook(ToolLoop tools) {
    this.tools = tools;
  }

  @Override
  public @Nullable String enter(Call call) {
    return tools.isWaiting() ? call.label() : null;
  }

  @Override
  public @Nullable Object exit(
      String accessor, @Nullable Object result, @Nullable Throwable thrown) {
    String id = Accessors.text(result, accessor);
    if (result != null && id != null) {
      tools.resultCreated(id, result);
    }
    return result;
  }
}
