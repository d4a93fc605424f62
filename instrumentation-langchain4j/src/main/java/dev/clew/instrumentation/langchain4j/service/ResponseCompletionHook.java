// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/**
 * Ends the run of a stream after {@code onCompleteResponse}, unless that started another model
 * round after tools had run.
 */
final class ResponseCompletionHook implements Hook<ResponseCompletionHook.State> {
  private final TokenStreams streams;

  ResponseCompletionHook(TokenStreams streams) {
    this.streams = streams;
  }

  record State(AgentRun run, int rounds, @Nullable Object response, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    AgentRun run = streams.ofHandler(call.self(Object.class));
    if (run == null) {
      return null;
    }
    Scope scope = run.context().makeCurrent();
    return new State(run, run.rounds(), call.argument(0, Object.class), scope);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.run().fail(Failures.cause(thrown));
    } else if (state.run().rounds() == state.rounds()) {
      state.run().end(state.run().finalAnswer(state.response()));
    }
    return result;
  }
}
