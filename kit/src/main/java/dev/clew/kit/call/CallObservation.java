// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model or another service, from the request to its one end.
 *
 * <p>The hooked method often returns long before the work is done, so wrappers of what it returned
 * report here. They run in the application's code, outside the guard of the hooks, which is why
 * nothing here throws. Under the span of a framework that stands for the same call, this one has no
 * span of its own: it only enriches the other.
 */
public class CallObservation implements Runnable {
  /** The span of the call that the library is at work on, whatever is above it. */
  public static final ContextKey<Span> SPAN = ContextKey.named("call");

  // Updaters, because there is one of these objects to every call.
  private static final AtomicIntegerFieldUpdater<CallObservation> OVER =
      AtomicIntegerFieldUpdater.newUpdater(CallObservation.class, "over");
  private static final AtomicReferenceFieldUpdater<
          CallObservation, AbandonmentWatcher.@Nullable Watch>
      WATCH =
          AtomicReferenceFieldUpdater.newUpdater(
              CallObservation.class, AbandonmentWatcher.Watch.class, "watch");

  private final CallObservations calls;
  private final CallPayload payload;
  private final Context caller;
  private final Span span;
  private final boolean nested;
  private @Nullable Scope scope;
  private volatile int over;
  private volatile AbandonmentWatcher.@Nullable Watch watch;
  private volatile boolean closing;

  /**
   * Begins a call in the current context.
   *
   * @param answered a span whose work the call carries the result of, or null: the call goes on in
   *     its trace if it is part of no other
   */
  protected CallObservation(
      CallObservations calls,
      SpanType type,
      String name,
      CallPayload payload,
      @Nullable Span answered) {
    this.calls = calls;
    this.payload = payload;
    this.caller = Context.current();
    Span above = caller.span();
    this.nested = above != null && above.isRecording() && calls.isSameWork(above, type);
    this.span =
        nested && above != null
            ? above
            : TraceContinuation.start(calls.tracer(), caller, answered, type, name, payload);
    if (nested) {
      span.enrich(payload.enrichment());
    }
  }

  /**
   * Observes a call whose span somebody else has started, or which speaks for a span above it.
   *
   * @param nested whether the span is another layer's to end
   */
  public CallObservation(
      CallObservations calls, Span span, boolean nested, CallPayload payload, Context caller) {
    this.calls = calls;
    this.payload = payload;
    this.caller = caller;
    this.span = span;
    this.nested = nested;
  }

  /** Begins a call and makes it current until {@link #left}; null if nothing is kept of it. */
  public static @Nullable CallObservation begin(
      CallObservations calls, SpanType type, String name, CallPayload payload) {
    CallObservation call = new CallObservation(calls, type, name, payload, null);
    if (!call.span().isRecording()) {
      return null;
    }
    call.enter(call.inside());
    return call;
  }

  public final Span span() {
    return span;
  }

  /** Returns the context that the call was made in, for continuations of the application. */
  public final Context caller() {
    return caller;
  }

  /** Returns the context in which the library works on the call. */
  public final Context inside() {
    return caller.with(span, SPAN, span);
  }

  protected final CallObservations calls() {
    return calls;
  }

  public final CallPayload payload() {
    return payload;
  }

  /** Makes {@code inside} current on this thread until {@link #left}. */
  protected final void enter(Context inside) {
    scope = inside.makeCurrent();
  }

  /** The hooked method returned: what its thread does next is no part of the call. */
  public final void left() {
    Scope open = scope;
    if (open != null) {
      scope = null;
      open.close();
    }
  }

  /** Groups the trace of the call with others of its conversation. */
  public final void groupId(String groupId) {
    span.groupId(groupId);
  }

  /** Notices when {@code owner}, on which the end of the call now depends, is dropped. */
  public final void watch(Object owner) {
    AbandonmentWatcher.Watch previous = WATCH.getAndSet(this, calls.watcher().watch(owner, this));
    if (previous != null) {
      calls.watcher().release(previous);
    }
    if (over != 0) {
      release();
    }
  }

  /** A piece of the answer has arrived. */
  public final void chunk(Object chunk) {
    try {
      span.firstChunk();
      if (over == 0) {
        payload.chunk(chunk);
      }
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
  }

  /** The whole answer has arrived. */
  public final void answered(@Nullable Object result) {
    try {
      if (result != null && over == 0) {
        payload.result(result);
      }
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
    succeeded();
  }

  /** A piece of an answer that comes by itself has arrived; returns whether the call is over. */
  public final boolean pushed(Object chunk) {
    chunk(chunk);
    if (over == 0 && (payload.isComplete() || responseError() != null)) {
      succeeded();
    }
    return over != 0;
  }

  /** The stream has no more pieces. */
  public final void exhausted() {
    if (closing) {
      closed();
    } else if (payload.isComplete() || responseError() != null) {
      succeeded();
    } else {
      failed(SpanError.of("incomplete_stream", "the stream ended without a finish reason"), null);
    }
  }

  /** The application is about to close the response or stream, which may look like its end. */
  public final void closing() {
    closing = true;
  }

  /** The application has closed the stream. */
  public void closed() {
    if (payload.isComplete()) {
      succeeded();
    } else {
      stopped("closed_early");
    }
  }

  /** The application dropped what it was given without reading it to its end. */
  @Override
  public final void run() {
    if (payload.isComplete()) {
      succeeded();
    } else {
      stopped("abandoned");
    }
  }

  /** What the application did with a piece threw, which ends the stream. */
  public final void consumerFailed(Throwable thrown) {
    if (over == 0) {
      span.event("consumer threw", thrown.getClass().getName());
    }
    stopped("consumer_exception");
  }

  /** The call failed, or was cancelled if that is what was thrown. */
  public final void failed(Throwable thrown) {
    SpanError error = SpanError.of(thrown);
    if (closing) {
      closed();
    } else if (error.throwable() instanceof CancellationException) {
      stopped("cancelled");
    } else {
      failed(error, error.throwable());
    }
  }

  /** The call failed with an error that the service reports. */
  public final void failed(SpanError error) {
    failed(error, null);
  }

  /** The call ended before its answer did, and not by its own fault. */
  public final void stopped(String reason) {
    if (!finish()) {
      return;
    }
    if (!nested) {
      span.attribute(Outcome.END_REASON, reason);
      span.cancel();
    }
    try {
      payload.stopped(reason, caller);
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
    release();
  }

  /** The call ended well, for a reason other than that its answer was read; null if it was. */
  protected final void completed(@Nullable String reason) {
    if (finish()) {
      end(reason, null);
    }
  }

  /** The answer has come whole, for better or worse. */
  protected final void succeeded() {
    SpanError error = responseError();
    if (error != null) {
      failed(error, null);
    } else if (payload.isCancelled()) {
      stopped("cancelled");
    } else if (finish()) {
      boolean aboveAll = caller.span() == null;
      if (aboveAll) {
        // Before the trace is exported, so that it says how much is still to come.
        followUp();
      }
      end(null, null);
      if (!aboveAll) {
        followUp();
      }
    }
  }

  private boolean finish() {
    return OVER.compareAndSet(this, 0, 1);
  }

  private @Nullable SpanError responseError() {
    try {
      return payload.error();
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
      return null;
    }
  }

  private void followUp() {
    try {
      if (!nested && payload.asksForTools()) {
        payload.answered(caller.span() == null ? TraceContinuation.beside(span, caller) : caller);
      }
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
  }

  private void failed(SpanError error, @Nullable Throwable thrown) {
    if (!finish()) {
      return;
    }
    try {
      if (thrown != null) {
        failing(thrown);
      }
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
    if (nested) {
      span.event(payload.failureEvent(), error.type());
    }
    end(null, error);
  }

  /** Takes from what was thrown what the span shows beside it; the call is already over. */
  protected void failing(Throwable thrown) {
    payload.failure(thrown);
  }

  /** Ends the span, unless it belongs to the layer above; the call is already over. */
  private void end(@Nullable String reason, @Nullable SpanError error) {
    if (!nested) {
      if (reason != null) {
        span.attribute(Outcome.END_REASON, reason);
      }
      if (error != null) {
        span.fail(error);
      } else {
        span.end();
      }
    }
    release();
  }

  private void release() {
    AbandonmentWatcher.Watch last = watch == null ? null : WATCH.getAndSet(this, null);
    if (last != null) {
      calls.watcher().release(last);
    }
  }

  /** Makes a failure of ours visible where it cost something: there is nobody to throw it to. */
  public final void reportInternalFailure(Throwable internalFailure) {
    calls.failures().failed(getClass(), internalFailure);
    span.event("clew could not capture", internalFailure.getClass().getName());
  }
}
