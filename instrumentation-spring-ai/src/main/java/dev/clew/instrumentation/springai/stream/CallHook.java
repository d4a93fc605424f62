// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stream;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.value.ReceiverNames;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Traces a method that either returns the answer or a {@code Flux} of its chunks. In the latter
 * case nothing starts before the application subscribes.
 */
public abstract class CallHook implements Hook<CallHook.State> {
  private final FailureReporter failures;

  protected CallHook(FailureReporter failures) {
    this.failures = failures;
  }

  /**
   * A call of the method.
   *
   * @param scope null if the answer is a stream
   */
  public record State(
      Supplier<TracedFlux.@Nullable Started> start,
      @Nullable CallObservation observation,
      @Nullable Scope scope) {}

  /** Returns whether the method returns a stream. */
  protected abstract boolean isStreamed(Call call);

  /** Returns what starts the call, or null if there is nothing to trace. */
  protected abstract @Nullable Supplier<TracedFlux.@Nullable Started> prepare(Call call);

  @Override
  public final @Nullable State enter(Call call) {
    if (call.argument(0, Object.class) == null || ReceiverNames.isProxy(call.self(Object.class))) {
      return null; // while a mock is stubbed, and where another object is called
    }
    Supplier<TracedFlux.@Nullable Started> start = prepare(call);
    if (start == null || isStreamed(call)) {
      return start == null ? null : new State(start, null, null);
    }
    TracedFlux.Started started = start.get();
    return started == null
        ? null
        : new State(start, started.call(), started.inside().makeCurrent());
  }

  @Override
  public final @Nullable Object exit(
      State state, @Nullable Object result, @Nullable Throwable thrown) {
    CallObservation call = state.observation();
    Scope scope = state.scope();
    if (call == null || scope == null) {
      return result instanceof Flux<?> answer
          ? new TracedFlux<>(answer, state.start(), failures)
          : result;
    }
    scope.close();
    call.finished(result, thrown);
    return result;
  }
}
