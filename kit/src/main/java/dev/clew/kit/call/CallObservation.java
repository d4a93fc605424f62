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
 * One call of a model or another service, from the request to its single end.
 *
 * <p>The hooked method often returns long before the work is done, so wrappers of its result report
 * here. They run in the application's code, outside the guard of the hooks, so nothing here may
 * throw. Under a framework's span that represents the same call, this one has no span of its own
 * and only enriches the framework's.
 */
public class CallObservation implements Runnable {
  /**
   * The span of the call that the library is working on, even if that call is nested in another.
   */
  public static final ContextKey<Span> SPAN = ContextKey.named("call");

  // Field updaters, because every call has one of these objects.
  private static final AtomicIntegerFieldUpdater<CallObservation> OVER =
      AtomicIntegerFieldUpdater.newUpdater(CallObservation.class, "ended");
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
  private volatile int ended;
  private volatile AbandonmentWatcher.@Nullable Watch watch;
  private volatile boolean closing;

  /**
   * Starts a call in the current context.
   *
   * @param answered the span whose result the call carries, or null; outside any other trace, the
   *     call joins the trace of that span
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
            : TraceContinuation.start(
                calls.tracer(), caller, answered, type, name, payload.content());
    if (nested) {
      span.enrich(payload.enrichment());
    }
  }

  /**
   * Observes a call on a span started elsewhere, possibly a span above it.
   *
   * @param nested whether another layer ends the span
   */
  public CallObservation(
      CallObservations calls, Span span, boolean nested, CallPayload payload, Context caller) {
    this.calls = calls;
    this.payload = payload;
    this.caller = caller;
    this.span = span;
    this.nested = nested;
  }

  /** Starts a call that is not made current; returns null if it is not recorded. */
  public static @Nullable CallObservation start(
      CallObservations calls, SpanType type, String name, CallPayload payload) {
    CallObservation call = new CallObservation(calls, type, name, payload, null);
    return call.span().isRecording() ? call : null;
  }

  /** Starts a call and makes it current until {@link #exit}; returns null if it is not recorded. */
  public static @Nullable CallObservation begin(
      CallObservations calls, SpanType type, String name, CallPayload payload) {
    CallObservation call = start(calls, type, name, payload);
    if (call != null) {
      call.enter(call.callContext());
    }
    return call;
  }

  public final Span span() {
    return span;
  }

  /** Returns the context of the caller, for the application's continuations. */
  public final Context callerContext() {
    return caller;
  }

  /** Returns the context in which the library works on the call. */
  public final Context callContext() {
    return caller.with(span, SPAN, span);
  }

  protected final CallObservations calls() {
    return calls;
  }

  public final CallPayload payload() {
    return payload;
  }

  /** Makes {@code context} current on this thread until {@link #exit}. */
  protected final void enter(Context context) {
    scope = context.makeCurrent();
  }

  /**
   * Restores the caller's context when the hooked method returns: whatever the thread does next is
   * not part of the call.
   */
  public final void exit() {
    Scope open = scope;
    if (open != null) {
      scope = null;
      open.close();
    }
  }

  /** Assigns the trace of the call to a conversation. */
  public final void setGroupId(String groupId) {
    span.setGroupId(groupId);
  }

  /**
   * Ends the call as abandoned if {@code owner}, on which its end now depends, is garbage
   * collected.
   */
  public final void watch(Object owner) {
    AbandonmentWatcher.Watch previous = WATCH.getAndSet(this, calls.watcher().watch(owner, this));
    if (previous != null) {
      calls.watcher().release(previous);
    }
    if (ended != 0) {
      release();
    }
  }

  /** Records a chunk of the answer. */
  public final void chunk(Object chunk) {
    try {
      span.recordFirstChunk();
      if (ended == 0) {
        payload.chunk(chunk);
      }
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
  }

  /** Records the complete answer. */
  public final void answered(@Nullable Object result) {
    try {
      if (result != null && ended == 0) {
        payload.result(result);
      }
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
    succeeded();
  }

  /** Ends the call with the outcome of a method that returns its complete answer. */
  public final void finished(@Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      failed(thrown);
    } else {
      answered(result);
    }
  }

  /** Records a chunk pushed by the service; returns whether the call is over. */
  public final boolean pushed(Object chunk) {
    chunk(chunk);
    if (ended == 0 && (payload.isComplete() || responseError() != null)) {
      succeeded();
    }
    return ended != 0;
  }

  /** Ends the call because its stream has no more chunks. */
  public final void exhausted() {
    if (closing) {
      closed();
    } else if (payload.isComplete() || responseError() != null) {
      succeeded();
    } else {
      failed(SpanError.of("incomplete_stream", "the stream ended without a finish reason"), null);
    }
  }

  /**
   * Called before the application closes the response or stream, because closing may look like its
   * end.
   */
  public final void closing() {
    closing = true;
  }

  /** Ends the call because the application has closed the stream. */
  public void closed() {
    if (payload.isComplete()) {
      succeeded();
    } else {
      stopped("closed_early");
    }
  }

  /** Ends the call because the application dropped the response without reading it to the end. */
  @Override
  public final void run() {
    if (payload.isComplete()) {
      succeeded();
    } else {
      stopped("abandoned");
    }
  }

  /** Ends the call because the application's consumer of a chunk threw, which ends the stream. */
  public final void consumerFailed(Throwable thrown) {
    if (ended == 0) {
      span.addEvent("consumer threw", thrown.getClass().getName());
    }
    stopped("consumer_exception");
  }

  /** Ends the call as failed, or as cancelled if {@code thrown} is a cancellation. */
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

  /** Ends the call with an error reported by the service. */
  public final void failed(SpanError error) {
    failed(error, null);
  }

  /** Ends the call before its answer is complete, without an error of its own. */
  public final void stopped(String reason) {
    if (!finish()) {
      return;
    }
    payloadEnded(Outcome.stopped(reason));
    if (!nested) {
      span.setAttribute(Outcome.END_REASON, reason);
      span.cancel();
    }
    try {
      payload.stopped(reason, caller);
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
    release();
  }

  /** Ends the call successfully; {@code reason} says why if its answer was not read. */
  protected final void completed(@Nullable String reason) {
    if (finish()) {
      end(reason, null);
    }
  }

  /** Ends the call once its answer is complete, whether it is a success or an error. */
  protected final void succeeded() {
    SpanError error = responseError();
    if (error != null) {
      failed(error, null);
    } else if (payload.isCancelled()) {
      stopped("cancelled");
    } else if (finish()) {
      boolean outermost = caller.span() == null;
      if (outermost) {
        // Before the trace is exported, so that the trace shows how much is still to come.
        followUp();
      }
      end(null, null);
      if (!outermost) {
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
      if (!nested && payload.mayRequestTools()) {
        payload.followUp(caller.span() == null ? TraceContinuation.beside(span, caller) : caller);
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
      span.addEvent(payload.failureEvent(), error.type());
    }
    end(null, error);
  }

  /** Records details of the exception on the span; the call is already over. */
  protected void failing(Throwable thrown) {
    payload.failure(thrown);
  }

  /** Ends the span unless another layer does; the call is already over. */
  private void end(@Nullable String reason, @Nullable SpanError error) {
    payloadEnded(error != null ? Outcome.failed(error) : new Outcome(null, reason));
    if (!nested) {
      if (reason != null) {
        span.setAttribute(Outcome.END_REASON, reason);
      }
      if (error != null) {
        span.fail(error);
      } else {
        span.end();
      }
    }
    release();
  }

  private void payloadEnded(Outcome outcome) {
    try {
      payload.ended(outcome);
    } catch (Throwable internalFailure) {
      reportInternalFailure(internalFailure);
    }
  }

  private void release() {
    AbandonmentWatcher.Watch last = watch == null ? null : WATCH.getAndSet(this, null);
    if (last != null) {
      calls.watcher().release(last);
    }
  }

  /**
   * Reports one of Clew's own failures and marks the span, because there is nobody to throw it to.
   */
  public final void reportInternalFailure(Throwable internalFailure) {
    calls.failures().report(getClass(), internalFailure);
    span.addEvent("clew could not capture", internalFailure.getClass().getName());
  }
}
