// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stream;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.kit.call.CallObservation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/** A {@code Flux} with a call per subscription. Nothing happens before it is subscribed to. */
public final class TracedFlux<T> extends FluxOperator<T, T> {
  private final Supplier<@Nullable Started> start;
  private final FailureReporter failures;

  /**
   * Wraps {@code assembled}.
   *
   * @param start starts a call, or returns null if there is none to trace
   */
  public TracedFlux(
      Flux<? extends T> assembled, Supplier<@Nullable Started> start, FailureReporter failures) {
    super(assembled);
    this.start = start;
    this.failures = failures;
  }

  /**
   * A call that has started.
   *
   * @param inside the context in which the library works on it
   */
  public record Started(CallObservation call, Context inside) {}

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    Started started = start();
    if (started == null) {
      source.subscribe(actual);
      return;
    }
    try (Scope ignored = started.inside().makeCurrent()) {
      CallSubscriber<T> subscriber = new CallSubscriber<>(started, actual);
      started.call().watch(subscriber);
      source.subscribe(subscriber);
    } catch (Throwable thrown) {
      started.call().failed(thrown);
      throw thrown;
    }
  }

  private @Nullable Started start() {
    try {
      return start.get();
    } catch (Throwable internalFailure) {
      failures.report(TracedFlux.class, internalFailure);
      return null;
    }
  }
}
