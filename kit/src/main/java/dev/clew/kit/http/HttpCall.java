// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.stream.DefaultMethodProxy;
import dev.clew.kit.stream.ObservedFuture;
import java.lang.ref.Reference;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call over HTTP whose response the application may parse, read as raw bytes or discard, as with
 * the clients that Stainless generates.
 */
public final class HttpCall extends CallObservation {
  /** Like {@link #SPAN}, but only present if the library continues the call on its own threads. */
  public static final ContextKey<Span> ASYNC_SPAN = ContextKey.named("asynchronous call");

  private static final String STATUS_CODE = "http.response.status_code";
  private static final Long OK = 200L;

  private final HttpLibrary library;
  private volatile boolean streaming;
  private volatile boolean binary;
  private volatile int statusCode;

  private HttpCall(
      CallObservations calls,
      HttpLibrary library,
      SpanType type,
      String name,
      CallPayload payload,
      @Nullable Span answered) {
    super(calls, type, name, payload, answered);
    this.library = library;
  }

  /**
   * Starts a call and makes it current until {@link #returned}; returns null if it is not recorded.
   *
   * @param answered the span whose result the call carries, or null
   */
  public static @Nullable HttpCall begin(
      CallObservations calls,
      HttpLibrary library,
      SpanType type,
      String name,
      CallPayload payload,
      @Nullable Span answered) {
    HttpCall call = new HttpCall(calls, library, type, name, payload, answered);
    if (!call.span().isRecording()) {
      return null;
    }
    Context inside = call.callContext();
    call.enter(payload.isAsync() ? inside.with(ASYNC_SPAN, call.span()) : inside);
    return call;
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
        ? ObservedFuture.observe(future, callerContext(), this::observed, this::failed)
        : observed(result);
  }

  private @Nullable Object observed(@Nullable Object result) {
    Object wrapper = null;
    try {
      wrapper = result == null ? null : library.observe(result, this);
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
      succeeded();
    }
    if (wrapper == null) {
      answered(result); // no effect after an internal failure
    }
    return wrapper == null ? result : wrapper;
  }

  /** Records whether the request was sent; returns whether an answer may be {@link #pushed}. */
  public boolean sent(@Nullable Throwable thrown) {
    exit();
    if (thrown != null) {
      failed(thrown);
    }
    return thrown == null;
  }

  /**
   * Returns what the application receives in place of {@code response}.
   *
   * @param wrapper reports here; if the application drops it, the call is abandoned
   * @param bytes whether the body itself is the answer, as for speech
   */
  public <R> R response(
      R response, R wrapper, DefaultMethodProxy proxy, int status, boolean bytes) {
    binary = bytes;
    respond(status);
    watch(wrapper);
    return proxy.of(response, wrapper);
  }

  /**
   * Parses the answer for the application, and records a failure to do so.
   *
   * @param owner the response, which must not count as abandoned meanwhile
   */
  public <T> T parse(Supplier<T> parse, Object owner) {
    try {
      return parse.get();
    } catch (Throwable thrown) {
      failed(thrown);
      throw thrown;
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  /** Returns what the application receives in place of a streamed answer. */
  public <S> S stream(S stream, S wrapper, DefaultMethodProxy proxy) {
    streaming = true;
    try {
      watch(wrapper);
      return proxy.of(stream, wrapper);
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
      succeeded();
      return stream;
    }
  }

  /** Records that the application has read {@code total} bytes of the body itself. */
  void read(long total) {
    if (binary) {
      span().recordFirstChunk();
      payload().bytesRead(total);
    } else if (payload().isStreamed()) {
      span().recordFirstChunk();
    }
  }

  /** Called when the body that the application reads has no more bytes. */
  void bodyExhausted() {
    if (binary && statusCode < 400) {
      succeeded();
    } else {
      unparsed();
    }
  }

  /** Called when the application has closed the body. */
  void bodyClosed() {
    if (binary && statusCode < 400) {
      stopped("closed_early"); // no effect if it was read to the end
    } else {
      unparsed();
    }
  }

  @Override
  public void closed() {
    if (streaming) {
      super.closed();
    } else {
      bodyClosed();
    }
  }

  /** Ends the call if the application read the body itself or discarded it. */
  private void unparsed() {
    if (statusCode >= 400) {
      failed(SpanError.of("HTTP " + statusCode, null));
    } else {
      completed("unparsed");
    }
  }

  @Override
  protected void failing(Throwable thrown) {
    super.failing(thrown);
    int status = library.statusCode(thrown);
    if (status != 0) {
      respond(status);
    }
  }

  private void respond(int status) {
    statusCode = status;
    if (status == 0) {
      return; // the status is unknown
    }
    span().setAttribute(STATUS_CODE, status == 200 ? OK : (Long) (long) status);
  }
}
