// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.models.beta.agents.AgentFunctionCallItem;
import com.openai.models.beta.agents.AgentSessionEvent;
import com.openai.models.beta.agents.AgentSessionItem;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import dev.clew.instrumentation.openai.agents.session.ToolSpan;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Traces the library's own tool runner, {@code
 * AgentSessionStreamSupport.result(AgentSessionEvent)}, which calls the handler of the tool that an
 * event requests, if there is one.
 */
final class ToolRunHook implements Hook<ToolRunHook.Running> {
  record Running(ToolSpan tool, Scope scope) {}

  private final SessionRuns runs;

  ToolRunHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Running enter(Call call) {
    AgentSessionEvent event = call.required(0, AgentSessionEvent.class);
    SessionRun run = event.isTurnItemAdded() ? runs.of(call.self(Object.class)) : null;
    if (run == null) {
      return null;
    }
    AgentSessionItem item = event.asTurnItemAdded()._item().asKnown().orElse(null);
    AgentFunctionCallItem requested =
        item == null || !item.isFunctionCall() ? null : item.asFunctionCall();
    ToolSpan tool = requested == null ? null : run.tool(requested);
    return tool == null ? null : new Running(tool, tool.makeCurrent());
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a callback that throws nothing
  public @Nullable Object exit(
      Running running, @Nullable Object result, @Nullable Throwable thrown) {
    running.scope().close();
    if (thrown == null && result instanceof CompletableFuture<?> sent) {
      sent.whenComplete(running.tool()::end);
    } else {
      running.tool().end(null, thrown);
    }
    return result;
  }
}
