// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/**
 * Sits at the constructor of {@code AiServiceTokenStream}: the service method that is running will
 * return a stream, be it this one or an adapter such as a Flux around it.
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
      run.streams();
      streams.stream(call.self(Object.class), run);
    }
    return null;
  }
}
