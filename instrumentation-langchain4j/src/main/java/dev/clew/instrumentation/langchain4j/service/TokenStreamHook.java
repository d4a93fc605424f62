// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the constructor of {@code AiServiceTokenStream}: the current service method will return a
 * stream, either this one or an adapter around it such as a Flux.
 */
final class TokenStreamHook implements Hook<AgentRun> {
  private final TokenStreams streams;

  TokenStreamHook(TokenStreams streams) {
    this.streams = streams;
  }

  @Override
  public @Nullable AgentRun enter(Call call) {
    AgentRun run = AgentRun.current();
    if (run != null) {
      run.markStreaming();
      streams.stream(call.self(Object.class), run);
    }
    return null;
  }
}
