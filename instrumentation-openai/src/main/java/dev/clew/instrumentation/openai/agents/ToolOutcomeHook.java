// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.models.beta.agents.AgentFunctionCallItem;
import com.openai.services.beta.agents.AgentSessionStreamSupport;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import dev.clew.instrumentation.openai.agents.session.ToolSpan;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Observes the outcome of a tool handler: the lambda in {@code AgentSessionStreamSupport.result}
 * that receives it and turns every exception into "Tool handler failed."
 *
 * <p>The compiler numbers lambdas, so all lambdas of the method are hooked. The relevant one has
 * the tool call among its arguments and, as the last one, the exception if there is one.
 */
final class ToolOutcomeHook implements Hook<ToolSpan> {
  private final SessionRuns runs;

  ToolOutcomeHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable ToolSpan enter(Call call) {
    SessionRun run = null;
    AgentFunctionCallItem requested = null;
    for (int i = 0; i < call.argumentCount(); i++) {
      Object argument = call.argument(i, Object.class);
      if (argument instanceof AgentFunctionCallItem item) {
        requested = item;
      } else if (argument instanceof AgentSessionStreamSupport support) {
        run = runs.of(support);
      }
    }
    ToolSpan tool = run == null || requested == null ? null : run.running(requested);
    if (tool != null
        && call.argument(call.argumentCount() - 1, Object.class) instanceof Throwable thrown) {
      Throwable cause = thrown.getClass() == CompletionException.class ? thrown.getCause() : null;
      tool.failure(cause != null ? cause : thrown);
    }
    return tool;
  }

  @Override
  public @Nullable Object exit(ToolSpan tool, @Nullable Object result, @Nullable Throwable thrown) {
    tool.end(result, thrown);
    return result;
  }
}
