// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import dev.clew.api.hook.DropWatch;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, from the request to its one end.
 *
 * <p>The hooked method returns long before the work is done, so the wrappers of what it returned
 * report here; they run in the application's code, outside the guard of the hooks, which is why
 * nothing here throws. Under the generation span of a framework the call has no span of its own: it
 * only enriches that one.
 */
public final class ModelCall implements Runnable {
  /** The span that a call tells of itself on, while the library is at work on it. */
  public static final ContextKey<Span> SPAN = ContextKey.named("openai call");

  /** The same, only there if the library will go on with the call on threads of its own. */
  public static final ContextKey<Span> ASYNC_SPAN = ContextKey.named("asynchronous openai call");

  /** Why a span ended otherwise than by an answer that was read to its end. */
  static final String END_REASON = "clew.end_reason";

  private static final String STATUS_CODE = "http.response.status_code";
  private static final Long OK = 200L;

  // Updaters, because there is one of these to every call.
  private static final AtomicIntegerFieldUpdater<ModelCall> OVER =
      AtomicIntegerFieldUpdater.newUpdater(ModelCall.class, "over");
  private static final AtomicReferenceFieldUpdater<ModelCall, DropWatch.@Nullable Watch> WATCH =
      AtomicReferenceFieldUpdater.newUpdater(ModelCall.class, DropWatch.Watch.class, "watch");

  private final Span span;
  private final boolean nested;
  private final Capture capture;
  private final Calls calls;
  private final Context caller;
  private final Scope scope;
  private volatile int over;
  private volatile DropWatch.@Nullable Watch watch;
  private volatile boolean streaming;
  private volatile boolean binary;
  private volatile boolean closing;
  private volatile int statusCode;

  /**
   * Begins a call on the thread that makes it.
   *
   * @param nested whether the span is that of a framework
   * @param caller the context that the call is made in
   */
  ModelCall(Span span, boolean nested, Capture capture, Calls calls, Context caller) {
    this.span = span;
    this.nested = nested;
    this.capture = capture;
    this.calls = calls;
    this.caller = caller;
    Context mine = caller.with(span, SPAN, span);
    this.scope = (capture.isAsync() ? mine.with(ASYNC_SPAN, span) : mine).makeCurrent();
  }

  /** Groups the trace of the call with others of its conversation. */
  public void groupId(String groupId) {
    span.groupId(groupId);
  }

  /** Takes what the hooked method came to; returns what its caller gets. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is not ignored, it goes to the application
  public @Nullable Object returned(@Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      failed(thrown);
    } else if (result instanceof HttpResponseFor<?> response) {
      return observe(response);
    } else if (result instanceof HttpResponse response) {
      return observeBytes(response);
    } else if (result instanceof CompletableFuture<?> future) {
      return ObservedFuture.observe(future, this);
    } else {
      succeeded();
    }
    return result;
  }

  /**
   * Takes that the request is on its way, or is not: the answer will be {@link #pushed}.
   *
   * @return whether an answer may come
   */
  public boolean sent(@Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      failed(thrown);
    }
    return thrown == null;
  }

  /** Takes a piece of an answer that comes by itself; returns whether the call is over. */
  public boolean pushed(Object chunk) {
    chunk(chunk);
    if (over == 0 && (capture.isComplete() || saidError() != null)) {
      succeeded();
    }
    return over != 0;
  }

  /** Returns the context that the call was made in, for continuations of the application. */
  Context caller() {
    return caller;
  }

  /** Returns {@code response}, wrapped if that works. */
  <T> HttpResponseFor<T> observe(HttpResponseFor<T> response) {
    return observed(response, new ObservedResponse<>(response, this), ObservedResponse.STAND_IN);
  }

  /** Returns a response that is no JSON, wrapped if that works. */
  HttpResponse observeBytes(HttpResponse response) {
    binary = true;
    return observed(response, new ObservedBytes(response, this), ObservedBytes.STAND_IN);
  }

  private <R extends HttpResponse> R observed(R response, R wrapper, StandIn standIn) {
    try {
      respond(response.statusCode());
      capture.headers(response.headers());
      watch(wrapper);
      return standIn.of(response, wrapper);
    } catch (Throwable ours) {
      broke(ours);
      succeeded();
      return response;
    }
  }

  /** Notices when {@code owner}, on which the end of the call now depends, is dropped. */
  private void watch(Object owner) {
    DropWatch.Watch previous = WATCH.getAndSet(this, calls.abandonment().watch(owner, this));
    if (previous != null) {
      calls.abandonment().release(previous);
    }
    if (over != 0) {
      release();
    }
  }

  /** Returns {@code parsed}, wrapped if that works. */
  <T> StreamResponse<T> observe(StreamResponse<T> parsed) {
    streaming = true;
    try {
      ObservedStream<T> observed = new ObservedStream<>(parsed, this);
      watch(observed);
      return ObservedStream.STAND_IN.of(parsed, observed);
    } catch (Throwable ours) {
      broke(ours);
      succeeded();
      return parsed;
    }
  }

  void read(long total) {
    if (binary) {
      span.firstChunk();
      capture.bytesRead(total);
    } else if (capture.isStreamed()) {
      span.firstChunk();
    }
  }

  /** The body that the application reads has no more bytes. */
  void bodyExhausted() {
    if (binary && statusCode < 400) {
      succeeded();
    } else {
      unparsed();
    }
  }

  void bodyClosed() {
    if (binary && statusCode < 400) {
      stopped("closed_early"); // no effect once it was read to its end
    } else {
      unparsed();
    }
  }

  void chunk(Object chunk) {
    try {
      span.firstChunk();
      if (over == 0) {
        capture.chunk(chunk);
      }
    } catch (Throwable ours) {
      broke(ours);
    }
  }

  void parsed(@Nullable Object result) {
    try {
      if (result != null && over == 0) {
        capture.result(result);
      }
    } catch (Throwable ours) {
      broke(ours);
    }
    succeeded();
  }

  /** The stream has no more pieces. */
  void exhausted() {
    if (closing) {
      closed();
    } else if (capture.isComplete() || saidError() != null) {
      succeeded();
    } else {
      failed(SpanError.of("incomplete_stream", "the stream ended without a finish reason"), null);
    }
  }

  /** The application is about to close the response or stream, which may look like its end. */
  void closing() {
    closing = true;
  }

  void closed() {
    if (!streaming) {
      unparsed();
    } else if (capture.isComplete()) {
      succeeded();
    } else {
      stopped("closed_early");
    }
  }

  /** The application dropped what it was given without reading it to its end. */
  @Override
  public void run() {
    if (capture.isComplete()) {
      succeeded();
    } else {
      stopped("abandoned");
    }
  }

  /** The application has read the body itself, or does not want it. */
  void unparsed() {
    if (statusCode >= 400) {
      failed(SpanError.of("HTTP " + statusCode, null), null);
    } else if (OVER.compareAndSet(this, 0, 1)) {
      end("unparsed", null);
    }
  }

  /** What the application did with a piece threw. */
  void consumerFailed(Throwable thrown) {
    if (over == 0) {
      span.event("consumer threw", thrown.getClass().getName());
    }
    stopped("consumer_exception");
  }

  /** Takes what went wrong with the call. */
  public void failed(Throwable thrown) {
    SpanError error = SpanError.of(thrown);
    if (closing) {
      closed();
    } else if (error.throwable() instanceof CancellationException) {
      stopped("cancelled");
    } else {
      failed(error, error.throwable());
    }
  }

  /** The call ended before its answer did, and not by its own fault. */
  public void stopped(String reason) {
    if (OVER.compareAndSet(this, 0, 1)) {
      if (!nested) {
        span.attribute(END_REASON, reason);
        span.cancel();
      }
      release();
    }
  }

  /** The answer has come whole, for better or worse. */
  private void succeeded() {
    SpanError error = saidError();
    if (error != null) {
      failed(error, null);
    } else if (capture.isCancelled()) {
      stopped("cancelled");
    } else if (OVER.compareAndSet(this, 0, 1)) {
      boolean aboveAll = caller.span() == null;
      if (aboveAll) {
        // Before the trace is told of, so that it says how much is still to come.
        followUp();
      }
      end(null, null);
      if (!aboveAll) {
        followUp();
      }
    }
  }

  private @Nullable SpanError saidError() {
    try {
      return capture.error();
    } catch (Throwable ours) {
      broke(ours);
      return null;
    }
  }

  private void followUp() {
    try {
      if (!nested && capture.asksForTools()) {
        capture.answered(caller.span() == null ? caller.with(SPAN, span) : caller);
      }
    } catch (Throwable ours) {
      broke(ours);
    }
  }

  private void failed(SpanError error, @Nullable Throwable thrown) {
    if (!OVER.compareAndSet(this, 0, 1)) {
      return;
    }
    try {
      if (thrown != null) {
        capture.failure(thrown);
        if (thrown instanceof OpenAIServiceException refused) {
          respond(refused.statusCode());
        }
      }
    } catch (Throwable ours) {
      broke(ours);
    }
    if (nested) {
      span.event("openai-java call failed", error.type());
    }
    end(null, error);
  }

  /** Ends the span, unless it belongs to the layer above; {@code over} is already set. */
  private void end(@Nullable String reason, @Nullable SpanError error) {
    if (!nested) {
      if (reason != null) {
        span.attribute(END_REASON, reason);
      }
      if (error != null) {
        span.fail(error);
      } else {
        span.end();
      }
    }
    release();
  }

  private void respond(int statusCode) {
    this.statusCode = statusCode;
    span.attribute(STATUS_CODE, statusCode == 200 ? OK : (Long) (long) statusCode);
  }

  private void release() {
    DropWatch.Watch last = watch == null ? null : WATCH.getAndSet(this, null);
    if (last != null) {
      calls.abandonment().release(last);
    }
  }

  /** Makes our own failure visible where it cost something; there is nobody to throw it to. */
  private void broke(Throwable ours) {
    calls.failures().failed(ModelCall.class, ours);
    span.event("clew could not capture", ours.getClass().getName());
  }
}
