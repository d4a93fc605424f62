// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.langchain4j.agentic.internal.AgentInvocationArguments;
import org.jspecify.annotations.Nullable;

/**
 * Stores the context for an agent that {@code AgentExecutor.agentResponse} may run asynchronously,
 * and restores it where the agent's failure is handled, possibly by a retry.
 */
final class AsyncAgentHook implements Hook<Scope> {
  static final String FAILURE = "handleAgentFailure";

  private final AgentContextTransfer transfer;

  AsyncAgentHook(AgentContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    if (FAILURE.equals(call.label())) {
      Context context = transfer.recover(call.required(0, Object.class));
      return context == null ? null : context.makeCurrent();
    }
    for (int i = 0; i < call.argumentCount(); i++) {
      if (call.argument(i, Object.class) instanceof AgentInvocationArguments arguments) {
        transfer.capture(arguments);
      }
    }
    return null;
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
