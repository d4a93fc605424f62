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
 * What a handler came to: the lambda in {@code AgentSessionStreamSupport.result} that gets it, and
 * makes "Tool handler failed." of every exception.
 *
 * <p>Lambdas are numbered by the compiler, so all of the method's are hooked; the one that matters
 * has the tool call among its arguments and the exception, if there is one, as the last.
 */
final class ToolOutcomeHook implements Hook<ToolSpan> {
  private final SessionRuns runs;

  ToolOutcomeHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable ToolSpan enter(Call call) {
    SessionRun run = null;
    AgentFunctionCallItem asked = null;
    for (int i = 0; i < call.argumentCount(); i++) {
      Object argument = call.argument(i, Object.class);
      if (argument instanceof AgentFunctionCallItem item) {
        asked = item;
      } else if (argument instanceof AgentSessionStreamSupport support) {
        run = runs.of(support);
      }
    }
    ToolSpan tool = run == null || asked == null ? null : run.running(asked);
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
