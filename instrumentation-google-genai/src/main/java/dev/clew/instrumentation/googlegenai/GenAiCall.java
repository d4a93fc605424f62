// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.stream.ObservedFuture;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call of the client, whose result is an answer, a stream, or a future of either. */
final class GenAiCall extends CallObservation {
  private static final ContextKey<GenAiCall> KEY = ContextKey.named("google-genai call");
  private static final String STATUS_CODE = "http.response.status_code";

  private final Streams streams;

  private GenAiCall(
      CallObservations calls,
      Streams streams,
      SpanType type,
      String name,
      CallPayload payload,
      @Nullable Span answered) {
    super(calls, type, name, payload, answered);
    this.streams = streams;
  }

  /**
   * Starts a call and makes it current until {@link #returned}; returns null if it is not recorded.
   *
   * @param answered the span whose result the call carries, or null
   */
  static @Nullable GenAiCall begin(
      CallObservations calls,
      Streams streams,
      SpanType type,
      String name,
      CallPayload payload,
      @Nullable Span answered) {
    GenAiCall call = new GenAiCall(calls, streams, type, name, payload, answered);
    if (!call.span().isRecording()) {
      return null;
    }
    call.enter(call.inside());
    return call;
  }

  /**
   * Returns whether the current work is part of a call: since 1.77 the client may continue an
   * unfinished answer by further requests, within one call.
   */
  static boolean isInProgress() {
    Context context = Context.current();
    GenAiCall call = context.get(KEY);
    return call != null && call.span() == context.span();
  }

  /** Returns the context in which the library works on the call. */
  Context inside() {
    return callContext().with(KEY, this);
  }

  /** Handles the hooked method's result or exception; returns what its caller receives. */
  @SuppressWarnings("FutureReturnValueIgnored") // the future is returned to the application
  @Nullable Object returned(@Nullable Object result, @Nullable Throwable thrown) {
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
      if (result != null && streams.observe(result, this)) {
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
    int status = GenAiLibrary.statusCode(thrown);
    if (status != 0) {
      span().setAttribute(STATUS_CODE, (long) status);
    }
  }
}
