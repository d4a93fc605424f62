// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.guardrail;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import org.jspecify.annotations.Nullable;

/**
 * Tells a streaming service what its output guardrails made of the answer: the caller is given
 * that, while the response handler only sees the model's.
 */
final class GuardedAnswerHook implements Hook<AgentRun> {
  @Override
  public @Nullable AgentRun enter(Call call) {
    AgentRun run = AgentRun.current();
    return run != null && run.isStreaming() ? run : null;
  }

  @Override
  public @Nullable Object exit(AgentRun run, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof OutputGuardrailResult verdict
        && LibraryObjects.mayAsk(verdict)
        && verdict.hasRewrittenResult()) {
      run.rewritten(verdict.successfulText());
    }
    return result;
  }
}
