// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * The making of a tool message, {@code ChatCompletionToolMessageParam.Builder.build()}: the tool
 * has just run.
 *
 * <p>Tells several tools that ran one after another apart, which the next request alone cannot.
 */
final class ChatResultHook implements Hook<ToolRuns> {
  private final ToolRuns tools;

  ChatResultHook(ToolRuns tools) {
    this.tools = tools;
  }

  @Override
  public @Nullable ToolRuns enter(Call call) {
    return tools.isWaiting() ? tools : null;
  }

  @Override
  public @Nullable Object exit(
      ToolRuns tools, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof ChatCompletionToolMessageParam message) {
      message._toolCallId().asString().ifPresent(id -> tools.built(id, message));
    }
    return result;
  }
}
