// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.guardrail;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import org.jspecify.annotations.Nullable;

/**
 * Reports an output guardrail's replacement of the answer to a streaming service: the caller
 * receives the replacement, whereas the response handler only sees the model's answer.
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
        && LibraryObjects.mayCall(verdict)
        && verdict.hasRewrittenResult()) {
      run.replaceAnswer(verdict.successfulText());
    }
    return result;
  }
}
