// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sees the exception of a tool before the library replaces it with a text for the model: in the
 * library's private {@code ToolMethodInvoker.handleInvocationError} or, for tools that are classes
 * of their own, in the result of {@code AgentTool.callAsync(ToolCallParam)}.
 */
final class ToolFailureHook implements Hook<ToolContent> {
  static final String HANDLED = "handled";

  @Override
  public @Nullable ToolContent enter(Call call) {
    ToolContent tool = Context.current().get(ToolContent.KEY);
    if (tool == null || !HANDLED.equals(call.label())) {
      return tool;
    }
    Throwable thrown = call.argument(0, Throwable.class);
    if (thrown != null) {
      Throwable cause = thrown.getCause();
      tool.threw(cause != null ? cause : thrown);
    }
    return null;
  }

  @Override
  public @Nullable Object exit(
      ToolContent tool, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Mono<?> answer ? answer.doOnError(tool::threw) : result;
  }
}
