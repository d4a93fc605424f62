// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.kit.call.CallObservations;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Traces the tool runner: {@code BetaToolRunner.iterator()}, and {@code streaming()}, which returns
 * something to iterate over. Nothing happens before the iterator is used.
 */
final class RunnerHook implements Hook<Context> {
  private final CallObservations calls;

  RunnerHook(CallObservations calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable Context enter(Call call) {
    return Context.current();
  }

  @Override
  public @Nullable Object exit(
      Context caller, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof Iterator<?> iterator) {
      return new RunnerIterator<>(iterator, calls);
    }
    return result instanceof Iterable<?> iterable ? observed(iterable) : result;
  }

  private <T> Iterable<T> observed(Iterable<T> streams) {
    return () -> new RunnerIterator<>(streams.iterator(), calls);
  }
}
