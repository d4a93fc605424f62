// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import org.jspecify.annotations.Nullable;

/**
 * Observes the end of a stream, which the collector does not see: {@code
 * AgentTurnResultStream.next()} returns null, and {@code AgentTurnResultStreamAsync.complete()} is
 * called.
 */
final class StreamEndHook implements Hook<SessionRun> {
  private final SessionRuns runs;

  StreamEndHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable SessionRun enter(Call call) {
    return runs.of(call.self(Object.class));
  }

  @Override
  public @Nullable Object exit(
      SessionRun run, @Nullable Object result, @Nullable Throwable thrown) {
    if (result == null && thrown == null) {
      run.exhausted();
    }
    return result;
  }
}
