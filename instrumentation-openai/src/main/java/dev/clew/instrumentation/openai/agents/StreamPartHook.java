// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Observes the creation of the parts of a stream: {@code AgentTurnResultStream}, {@code
 * AgentTurnCollector}, {@code AgentSessionStreamSupport} and so on, which have no references to
 * each other.
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
      // The collector's handlers; a stream that wraps another one has none.
      if (call.argumentCount() > 0 && call.argument(0, Object.class) instanceof Set<?> handled) {
        run.handles(handled);
      }
    }
    return null;
  }
}
