// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.AgentRun;
import dev.langchain4j.data.message.SystemMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the system message that a service creates from its template. The request to the model
 * contains it too, but a guardrail may reject the call first, or a stream may never be started.
 */
final class SystemMessageHook implements Hook<AgentRun> {
  @Override
  public @Nullable AgentRun enter(Call call) {
    return AgentRun.current();
  }

  @Override
  public @Nullable Object exit(AgentRun run, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof Optional<?> prepared
        && prepared.orElse(null) instanceof SystemMessage message
        && LibraryObjects.mayCall(message)) {
      LangChain4jAgent.systemMessage(run, message.text());
    }
    return result;
  }
}
