// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.agent.AgentRun;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code AiServiceTokenStream.onCompleteResponse}, to end the run before the application
 * receives the answer. Its main thread often waits only for that, and the JVM exits while the
 * callback runs.
 */
final class AnswerListenerHook implements Hook<Void> {
  private final FailureReporter failures;

  AnswerListenerHook(FailureReporter failures) {
    this.failures = failures;
  }

  @Override
  @SuppressWarnings("unchecked") // the declared type of the parameter
  public @Nullable Void enter(Call call) {
    Consumer<Object> listener = call.argument(0, Consumer.class);
    if (listener != null) {
      call.replaceArgument(0, new EndingListener(listener, failures));
    }
    return null;
  }

  /** Wraps the application's listener. */
  private record EndingListener(Consumer<Object> listener, FailureReporter failures)
      implements Consumer<Object> {
    @Override
    public void accept(Object response) {
      // As after a call without streaming, whatever the caller does next is not the agent's work.
      try (Scope ignored = end(response).makeCurrent()) {
        listener.accept(response);
      }
    }

    private Context end(Object response) {
      try {
        AgentRun run = AgentRun.current();
        if (run != null) {
          run.end(run.finalAnswer(response));
          return run.parent();
        }
      } catch (RuntimeException | LinkageError internalFailure) {
        failures.report(AnswerListenerHook.class, internalFailure);
      }
      return Context.current();
    }
  }
}
