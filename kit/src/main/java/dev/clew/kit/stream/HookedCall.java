// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallPayload;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call whose result is an answer, a stream that cannot be wrapped, or a future of either. Hooks
 * in the classes of the stream report what the application reads.
 */
public final class HookedCall extends CallObservation {
  private static final String STATUS_CODE = "http.response.status_code";

  private final HookedCalls calls;

  HookedCall(
      HookedCalls calls, SpanType type, String name, CallPayload payload, @Nullable Span answered) {
    super(calls.observations(), type, name, payload, answered);
    this.calls = calls;
  }

  void begin() {
    enter(inside());
  }

  /** Returns the context in which the library works on the call, also while a stream is read. */
  public Context inside() {
    return callContext().with(calls.key(), this);
  }

  /** Handles the hooked method's result or exception; returns what its caller receives. */
  @SuppressWarnings("FutureReturnValueIgnored") // the future is returned to the application
  public @Nullable Object returned(@Nullable Object result, @Nullable Throwable thrown) {
    exit();
    if (thrown != null) {
      failed(thrown);
      return result;
    }
    return result instanceof CompletableFuture<?> future
        ? ObservedFuture.observe(future, callerContext(), this::arrived, this::failed)
        : arrived(result);
  }

  private @Nullable Object arrived(@Nullable Object result) {
    try {
      if (result != null && calls.observe(result, this)) {
        return result;
      }
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
    answered(result);
    return result;
  }

  @Override
  protected void failing(Throwable thrown) {
    super.failing(thrown);
    int status = calls.statusCode(thrown);
    if (status != 0) {
      span().setAttribute(STATUS_CODE, (long) status);
    }
  }
}
