// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores the context for tools that {@code ToolService} runs on an executor and waits for. */
final class ConcurrentToolsHook implements Hook<ConcurrentToolsHook.State> {
  private final ToolContextTransfer transfer;

  ConcurrentToolsHook(ToolContextTransfer transfer) {
    this.transfer = transfer;
  }

  record State(@Nullable Object invocation, List<?> requests) {}

  @Override
  public State enter(Call call) {
    State state = new State(call.argument(2, Object.class), call.required(0, List.class));
    transfer.capture(state.invocation(), state.requests());
    return state;
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    // If one tool threw, others may not have started yet; their entries are weak.
    if (thrown == null) {
      transfer.discard(state.invocation(), state.requests());
    }
    return result;
  }
}
