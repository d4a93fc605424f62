// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The making of a part of a stream: {@code AgentTurnResultStream}, {@code AgentTurnCollector},
 * {@code AgentSessionStreamSupport} and the like, whose methods know nothing of each other.
 */
final class StreamPartHook implements Hook<Object> {
  private final SessionRuns runs;

  StreamPartHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    SessionRun run = StreamOpening.current();
    if (run != null) {
      runs.bind(call.self(Object.class), run);
      // Of the collector; a stream that looks for its like inside of another has no handlers.
      if (call.argumentCount() > 0 && call.argument(0, Object.class) instanceof Set<?> handled) {
        run.handles(handled);
      }
    }
    return null;
  }
}
