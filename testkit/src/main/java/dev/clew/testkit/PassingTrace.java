// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A trace of the application that ends while something it has used, such as a session, lives on.
 * What lives on must not keep the trace's spans, nor values of its contexts, alive.
 */
public final class PassingTrace {
  private static final long DEADLINE_NANOS = 10_000_000_000L;
  private static final ContextKey<Object> KEY = ContextKey.named("passing trace");

  private final SpanRecorder spans;
  private final WeakReference<Span> span;
  private final WeakReference<Object> value;

  private PassingTrace(SpanRecorder spans, Span span, Object value) {
    this.spans = spans;
    this.span = new WeakReference<>(span);
    this.value = new WeakReference<>(value);
  }

  /** Does {@code work} in a trace that ends with it. */
  public static PassingTrace of(SpanRecorder spans, Callable<?> work) throws Exception {
    Object value = new Object();
    Span span =
        spans.tracer().start(SpanType.CUSTOM, "passing", () -> new CustomData("", Map.of()));
    try (Scope inside = Context.current().with(span, KEY, value).makeCurrent()) {
      work.call();
    }
    span.end();
    return new PassingTrace(spans, span, value);
  }

  /** Takes the ended spans as the export does, and waits until {@code object} is collected. */
  public void awaitCollected(WeakReference<?> object) {
    spans.spans().forEach(FinishedSpan::releaseContent);
    spans.clear();
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (object.get() != null) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("still kept alive: " + object.get());
      }
      System.gc();
      Thread.onSpinWait();
    }
  }

  /** Waits until nothing of the trace is kept alive. */
  public void awaitCollected() {
    awaitCollected(span);
    awaitCollected(value);
  }
}
