// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Sees the exception of a {@code FunctionTool} in its private {@code call}, before {@code runAsync}
 * replaces it with a text for the model.
 */
final class FunctionCallHook implements Hook<ToolCallPayload> {
  @Override
  public @Nullable ToolCallPayload enter(Call call) {
    return Context.current().get(ToolCallPayload.KEY);
  }

  @Override
  public @Nullable Object exit(
      ToolCallPayload tool, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      Throwable cause = thrown instanceof InvocationTargetException ? thrown.getCause() : null;
      tool.threw(cause != null ? cause : thrown);
    }
    return result;
  }
}
