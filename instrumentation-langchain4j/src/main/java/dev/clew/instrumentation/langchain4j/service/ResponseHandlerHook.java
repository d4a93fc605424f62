// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the constructor of {@code AiServiceStreamingResponseHandler}, of which a stream creates one
 * per model call, and records its run.
 */
final class ResponseHandlerHook implements Hook<AgentRun> {
  private final TokenStreams streams;

  ResponseHandlerHook(TokenStreams streams) {
    this.streams = streams;
  }

  @Override
  public @Nullable AgentRun enter(Call call) {
    AgentRun run = AgentRun.current();
    if (run != null) {
      run.roundStarted();
      streams.handler(call.self(Object.class), run);
    }
    return null;
  }
}
