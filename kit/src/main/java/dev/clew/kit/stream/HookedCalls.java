// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.CallPayload;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a library whose streams are classes and cannot be wrapped: hooks in a stream find
 * its call here. Shared by the hooks of one module in one application class loader.
 */
public class HookedCalls {
  private final ContextKey<HookedCall> key = ContextKey.named("hooked call");
  private final WeakIdentityMap<Object, HookedCall> streams = new WeakIdentityMap<>();
  private final CallObservations observations;
  private final UnaryOperator<@Nullable Object> reader;
  private final ToIntFunction<Throwable> statusCode;

  /**
   * Creates an empty registry.
   *
   * @param reader returns what the application reads a stream with, such as its only iterator,
   *     which keeps the stream alive or is the stream; null for what is not the library's own
   * @param statusCode returns the HTTP status of the library's exceptions, or 0
   */
  public HookedCalls(
      CallObservations observations,
      UnaryOperator<@Nullable Object> reader,
      ToIntFunction<Throwable> statusCode) {
    this.observations = observations;
    this.reader = reader;
    this.statusCode = statusCode;
  }

  final CallObservations observations() {
    return observations;
  }

  final ContextKey<HookedCall> key() {
    return key;
  }

  final int statusCode(Throwable thrown) {
    return statusCode.applyAsInt(thrown);
  }

  /**
   * Starts a call and makes it current until {@link HookedCall#returned}; returns null if it is not
   * recorded.
   *
   * @param answered the span whose result the call carries, or null
   */
  public final @Nullable HookedCall begin(
      SpanType type, String name, CallPayload payload, @Nullable Span answered) {
    HookedCall call = new HookedCall(this, type, name, payload, answered);
    if (!call.span().isRecording()) {
      return null;
    }
    call.begin();
    return call;
  }

  /**
   * Returns whether the current work is part of a call, as if the library sends several requests
   * for one.
   */
  public final boolean isInProgress() {
    return current() != null;
  }

  /** Returns the call that the current work is part of, or null. */
  public final @Nullable HookedCall current() {
    Context context = Context.current();
    HookedCall call = context.get(key);
    return call != null && call.span() == context.span() ? call : null;
  }

  /** Returns whether {@code result} is a stream, whose end is from now on that of {@code call}. */
  public final boolean observe(Object result, HookedCall call) {
    Object read = call.payload().isStreamed() ? reader.apply(result) : null;
    if (read == null) {
      return false;
    }
    streams.put(result, call);
    streams.put(read, call);
    call.watch(read);
    return true;
  }

  /** Returns the call that a stream, or what reads it, belongs to; or null. */
  public final @Nullable HookedCall of(Object stream) {
    return streams.get(stream);
  }
}
