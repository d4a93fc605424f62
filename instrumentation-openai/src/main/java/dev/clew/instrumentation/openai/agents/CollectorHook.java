// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.models.beta.agents.AgentSessionEvent;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import org.jspecify.annotations.Nullable;

/**
 * Observes {@code AgentTurnCollector}: {@code accept(AgentSessionEvent)}, {@code failed(Throwable)}
 * and {@code closed()}. Every event passes through it, whether or not the application asks for a
 * collected result.
 */
final class CollectorHook implements Hook<Object> {
  private final SessionRuns runs;

  CollectorHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    SessionRun run = runs.of(call.self(Object.class));
    if (run == null) {
      return null;
    }
    Object argument = call.argumentCount() == 0 ? null : call.argument(0, Object.class);
    if (argument instanceof AgentSessionEvent event) {
      run.event(event);
    } else if (argument instanceof Throwable thrown) {
      run.failed(thrown);
    } else if (call.argumentCount() == 0) {
      run.closed();
    }
    return null;
  }
}
