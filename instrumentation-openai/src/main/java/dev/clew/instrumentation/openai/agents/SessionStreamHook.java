// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Traces the opening of a session's stream: {@code stream} and {@code createStreaming} of the
 * services, and the raw {@code createStreaming}, which the others may call.
 */
final class SessionStreamHook implements Hook<StreamOpening> {
  private final SessionRuns runs;

  SessionStreamHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable StreamOpening enter(Call call) {
    return runs.begin(call);
  }

  @Override
  public @Nullable Object exit(
      StreamOpening opening, @Nullable Object result, @Nullable Throwable thrown) {
    return runs.opened(opening, result, thrown);
  }
}
