// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.agent.AgentIterator;
import dev.clew.kit.call.CallObservations;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Traces the tool runner: {@code BetaToolRunner.iterator()}, and {@code streaming()}, which returns
 * something to iterate over. Each step of the iterator calls the model, and before that the tools
 * that it requested.
 */
final class RunnerHook implements Hook<CallObservations> {
  private final CallObservations calls;

  RunnerHook(CallObservations calls) {
    this.calls = calls;
  }

  @Override
  public CallObservations enter(Call call) {
    return calls;
  }

  @Override
  public @Nullable Object exit(
      CallObservations state, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof Iterator<?> iterator) {
      return observed(iterator);
    }
    return result instanceof Iterable<?> iterable ? observed(iterable) : result;
  }

  private <T> Iterable<T> observed(Iterable<T> streams) {
    return () -> observed(streams.iterator());
  }

  private <T> Iterator<T> observed(Iterator<T> steps) {
    return new AgentIterator<>(steps, calls, RunnerPayload::new);
  }
}
