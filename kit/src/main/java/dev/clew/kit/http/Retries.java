// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.kit.call.CallObservation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The automatic retries of clients that Stainless generates, recorded on the span of the call.
 *
 * <p>A blocking call waits for its retry on the thread where its span is current. An asynchronous
 * call retries on threads without its span, so the span is attached to the first request and
 * carried over from each request to its copy.
 */
public final class Retries {
  private static final String RETRIES = "clew.retries";

  private final WeakIdentityMap<Object, Span> spans = new WeakIdentityMap<>();

  /** The last retry whose wait was recorded, in more detail than its number. */
  private final WeakIdentityMap<Span, Integer> waited = new WeakIdentityMap<>();

  /**
   * Records the wait before a retry.
   *
   * @param reason the outcome of the last attempt
   */
  public void waiting(int retries, String reason) {
    Span span = Context.current().get(CallObservation.SPAN);
    if (span != null) {
      span.setAttribute(RETRIES, (long) retries);
      span.addEvent("retry", reason);
      waited.put(span, retries);
    }
  }

  /** Returns the span of the asynchronous call that is preparing a request, or null. */
  public @Nullable Span preparing() {
    return Context.current().get(HttpCall.ASYNC_SPAN);
  }

  /** Attaches a span to the request that was prepared, which is sent from another thread. */
  public void prepared(Span span, @Nullable Object result) {
    // In every version the future is already complete when it is returned.
    if (result instanceof CompletableFuture<?> future
        && future.isDone()
        && !future.isCompletedExceptionally()) {
      Object request = future.join();
      if (request != null) {
        spans.put(request, span);
      }
    }
  }

  /** Makes the span of an asynchronous request current while it is sent; null if it has none. */
  public @Nullable Scope sending(Object request) {
    Span span = spans.get(request);
    Context current = Context.current();
    return span == null || current.get(HttpCall.ASYNC_SPAN) == span
        ? null
        : current.with(CallObservation.SPAN, span).with(HttpCall.ASYNC_SPAN, span).makeCurrent();
  }

  /** Records the numbering of an attempt; returns the span to attach to the numbered request. */
  public @Nullable Span numbering(Object request, int retries) {
    Span current = Context.current().get(HttpCall.ASYNC_SPAN);
    if (retries == 0) {
      if (current != null) {
        spans.put(request, current); // some versions number the same request again
      }
      return current;
    }
    Span span = spans.get(request);
    if (span != null && !Integer.valueOf(retries).equals(waited.get(span))) {
      span.setAttribute(RETRIES, (long) retries);
      span.addEvent("retry", null);
    }
    return span;
  }

  /** Attaches a span to a numbered request. */
  public void numbered(Span span, @Nullable Object request) {
    if (request != null) {
      spans.put(request, span);
    }
  }
}
