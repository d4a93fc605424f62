// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import org.jspecify.annotations.Nullable;

/** Ends the run of a stream as failed after {@code onError}, unless the stream continues. */
final class ResponseErrorHook implements Hook<ResponseErrorHook.State> {
  private final TokenStreams streams;

  ResponseErrorHook(TokenStreams streams) {
    this.streams = streams;
  }

  record State(AgentRun run, Throwable error) {}

  @Override
  public @Nullable State enter(Call call) {
    AgentRun run = streams.ofHandler(call.self(Object.class));
    if (run == null) {
      return null;
    }
    Throwable error = call.required(0, Throwable.class);
    if (Context.current().get(Failures.STREAM_CONTINUES) == error) {
      run.span().addEvent("handler failed", Failures.text(error));
      return null;
    }
    return new State(run, error);
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.run().fail(Failures.cause(state.error()));
    return result;
  }
}
