// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import org.jspecify.annotations.Nullable;

/** Restores the context where an asynchronous agent's failure is handled, possibly by a retry. */
final class AgentFailureHook implements Hook<Scope> {
  private final AgentContextTransfer transfer;

  AgentFailureHook(AgentContextTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Context context = transfer.recover(call.required(0, Object.class));
    return context == null ? null : context.makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
