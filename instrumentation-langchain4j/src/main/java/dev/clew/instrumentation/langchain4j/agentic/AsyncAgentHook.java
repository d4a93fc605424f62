// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.langchain4j.agentic.internal.AgentInvocationArguments;
import org.jspecify.annotations.Nullable;

/** Stores the context for an agent that {@code AgentExecutor} may run asynchronously. */
final class AsyncAgentHook implements Hook<Object> {
  private final AgentContextTransfer transfer;

  AsyncAgentHook(AgentContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable Object enter(Call call) {
    for (int i = 0; i < call.argumentCount(); i++) {
      if (call.argument(i, Object.class) instanceof AgentInvocationArguments arguments) {
        transfer.capture(arguments);
      }
    }
    return null;
  }
}
