// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.agent.ToolLoop;
import org.jspecify.annotations.Nullable;

/**
 * Observes the creation of a tool result, {@code Builder.build()} of {@code ToolResultBlockParam}
 * and its beta equivalent: the tool has just run.
 *
 * <p>This separates tools that ran one after another, which the next request alone does not show.
 */
final class ToolResultHook implements Hook<ToolLoop> {
  private final ToolLoop tools;

  ToolResultHook(ToolLoop tools) {
    this.tools = tools;
  }

  @Override
  public @Nullable ToolLoop enter(Call call) {
    return tools.isWaiting() ? tools : null;
  }

  @Override
  public @Nullable Object exit(
      ToolLoop waiting, @Nullable Object result, @Nullable Throwable thrown) {
    String id = Fields.text(result, "_toolUseId");
    if (result != null && id != null) {
      waiting.resultCreated(id, result);
    }
    return result;
  }
}
