// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.models.beta.agents.AgentSession;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import org.jspecify.annotations.Nullable;

/**
 * Observes the session that the library retrieves before it sends input, at {@code
 * AgentSessionStreamSupport.checkIdle(AgentSession)}: it has the agent's name, model and tools,
 * which the events of a follow-up stream may omit.
 */
final class IdleSessionHook implements Hook<Object> {
  private final SessionRuns runs;

  IdleSessionHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    SessionRun run = runs.of(call.self(Object.class));
    if (run != null) {
      run.session(call.required(0, AgentSession.class));
    }
    return null;
  }
}
