// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code AgentSessionStreamAsync.subscribe(Handler, Executor)}, which creates the session
 * only now, with the raw call, which must not start a run of its own.
 */
final class SubscribeHook implements Hook<StreamOpening> {
  private final SessionRuns runs;

  SubscribeHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable StreamOpening enter(Call call) {
    SessionRun run = runs.of(call.self(Object.class));
    return run == null ? null : StreamOpening.of(run);
  }

  @Override
  public @Nullable Object exit(
      StreamOpening opening, @Nullable Object result, @Nullable Throwable thrown) {
    opening.close();
    return result;
  }
}
