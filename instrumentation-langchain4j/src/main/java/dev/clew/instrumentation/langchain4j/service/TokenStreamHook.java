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
 * Hooks {@code AiServiceTokenStream}. Its constructor means that the current service method will
 * return a stream, either this one or an adapter around it such as a Flux. Its start, possibly
 * later and on another thread, makes the run current again; starting it again calls the model
 * again, which is another run.
 */
final class TokenStreamHook implements Hook<TokenStreamHook.State> {
  static final String START = "start";

  private final Tracer tracer;
  private final TokenStreams streams;

  TokenStreamHook(Tracer tracer, TokenStreams streams) {
    this.tracer = tracer;
    this.streams = streams;
  }

  record State(AgentRun run, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Object stream = call.self(Object.class);
    if (!START.equals(call.label())) {
      created(stream);
      return null;
    }
    AgentRun returned = streams.ofStream(stream);
    if (returned == null) {
      return null;
    }
    AgentRun run = returned.streamStarted(tracer);
    return new State(run, run.context().makeCurrent());
  }

  private void created(Object stream) {
    AgentRun run = AgentRun.current();
    if (run != null) {
      run.markStreaming();
      streams.stream(stream, run);
    }
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
