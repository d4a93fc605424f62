// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/** Makes the run current again when its stream is started, later and on whatever thread. */
final class TokenStreamStartHook implements Hook<TokenStreamStartHook.State> {
  private final TokenStreams streams;

  TokenStreamStartHook(TokenStreams streams) {
    this.streams = streams;
  }

  record State(AgentRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    AgentRun run = streams.ofStream(call.self(Object.class));
    if (run == null) {
      return null;
    }
    run.streamStarted();
    return new State(run, run.context().makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.run().fail(thrown);
    }
    return result;
  }
}
