// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tool;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.springai.chat.ModelCall;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;

/**
 * Hooks {@code ToolCallingManager.executeToolCalls}, which runs the tools that an answer requests.
 *
 * <p>In 1.x, models call it themselves: the answer ends their call, whose tools are its siblings.
 */
final class ToolRoundHook implements Hook<Scope> {
  @Override
  public @Nullable Scope enter(Call call) {
    ChatResponse answer = call.argument(1, ChatResponse.class);
    ModelCall model = ModelCall.current();
    Context outside = model == null ? Context.current() : model.outside();
    if (model != null) {
      model.observation().answered(answer);
    }
    return outside.with(RequestedCalls.KEY, new RequestedCalls(answer)).makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
