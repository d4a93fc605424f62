// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/**
 * Makes the run current again when its stream is started, possibly later and on another thread.
 * Starting it again calls the model again, which is another run.
 */
final class TokenStreamStartHook implements Hook<TokenStreamStartHook.State> {
  private final Tracer tracer;
  private final TokenStreams streams;

  TokenStreamStartHook(Tracer tracer, TokenStreams streams) {
    this.tracer = tracer;
    this.streams = streams;
  }

  record State(AgentRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    AgentRun returned = streams.ofStream(call.self(Object.class));
    if (returned == null) {
      return null;
    }
    AgentRun run = returned.streamStarted(tracer);
    return new State(run, run.context().makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.run().fail(Failures.cause(thrown));
    }
    return result;
  }
}
