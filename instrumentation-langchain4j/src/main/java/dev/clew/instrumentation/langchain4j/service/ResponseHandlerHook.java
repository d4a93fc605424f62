// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.agent.AgentRun;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code AiServiceStreamingResponseHandler}, of which a stream creates one per model call;
 * the label is one of the constants.
 */
final class ResponseHandlerHook implements Hook<ResponseHandlerHook.State> {
  static final String CREATED = "created";

  /** Ends the run, unless another model round was started after tools had run. */
  static final String COMPLETE = "onCompleteResponse";

  /** Ends the run as failed, unless the stream continues. */
  static final String ERROR = "onError";

  /**
   * Runs a tool. With an executor that is another thread, and it may happen while the model is
   * still streaming.
   */
  static final String TOOL = "execute";

  private final TokenStreams streams;

  ResponseHandlerHook(TokenStreams streams) {
    this.streams = streams;
  }

  /**
   * A method in progress.
   *
   * @param end handles its exception, or null if it returned
   */
  record State(@Nullable Scope scope, Consumer<@Nullable Throwable> end) {}

  @Override
  public @Nullable State enter(Call call) {
    Object handler = call.self(Object.class);
    if (CREATED.equals(call.label())) {
      created(handler);
      return null;
    }
    AgentRun run = streams.ofHandler(handler);
    if (run == null) {
      return null;
    }
    return switch (String.valueOf(call.label())) {
      case ERROR -> failing(run, call.required(0, Throwable.class));
      case TOOL ->
          AgentRun.current() == run ? null : new State(run.context().makeCurrent(), thrown -> {});
      default -> completing(run, call.argument(0, Object.class));
    };
  }

  private void created(Object handler) {
    AgentRun run = AgentRun.current();
    if (run != null) {
      run.roundStarted();
      streams.handler(handler, run);
    }
  }

  private static @Nullable State failing(AgentRun run, Throwable error) {
    if (Context.current().get(Failures.STREAM_CONTINUES) == error) {
      run.span().addEvent("handler failed", Failures.text(error));
      return null;
    }
    return new State(null, thrown -> run.fail(Failures.cause(error)));
  }

  private static State completing(AgentRun run, @Nullable Object response) {
    int rounds = run.rounds();
    return new State(
        run.context().makeCurrent(),
        thrown -> {
          if (thrown != null) {
            run.fail(Failures.cause(thrown));
          } else if (run.rounds() == rounds) {
            run.end(run.finalAnswer(response));
          }
        });
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    Scope scope = state.scope();
    if (scope != null) {
      scope.close();
    }
    state.end().accept(thrown);
    return result;
  }
}
