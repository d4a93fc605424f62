// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.openai.json.JsonTree;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One tool that a model asked for and whose result has not been sent yet, or not even come. */
final class ToolRun implements Payload {
  private static final String END_REASON = "clew.end_reason";

  final RequestedTool requested;
  final @Nullable String server;
  final long deadline;
  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile @Nullable Span span;
  private volatile @Nullable Object result;
  private volatile WeakReference<@Nullable Object> message = new WeakReference<>(null);

  /**
   * Makes a run that has not begun.
   *
   * @param server the address of the provider that asked, if known
   * @param deadline when waiting ends, on the scale of {@link System#nanoTime}
   */
  ToolRun(RequestedTool requested, @Nullable String server, long deadline) {
    this.requested = requested;
    this.server = server;
    this.deadline = deadline;
  }

  void begin(Span span) {
    this.span = span;
  }

  boolean isWaiting() {
    return !taken.get();
  }

  /** Returns the span of the run; null if it has none. */
  @Nullable Span span() {
    return span;
  }

  /** Tells whether the run has ended with this very message. */
  boolean isAnsweredBy(Object result) {
    return message.get() == result;
  }

  /** Tells whether the run is part of the trace. */
  boolean isOf(@Nullable String traceId) {
    Span begun = span;
    return begun != null && begun.traceId().equals(traceId);
  }

  /** Ends the run with the message that carries its result; only the first end counts. */
  void finish(Object result) {
    Span begun = span;
    if (taken.compareAndSet(false, true) && begun != null) {
      this.result = result;
      this.message = new WeakReference<>(result);
      begun.end();
    }
  }

  /** Ends the run without a result. */
  void giveUp() {
    Span begun = span;
    if (taken.compareAndSet(false, true) && begun != null) {
      begun.attribute(END_REASON, "no result");
      begun.cancel();
    }
  }

  @Override
  public long retainedBytes() {
    return 512L + requested.arguments().length();
  }

  @Override
  public FunctionData render() {
    Object said = result;
    // The run may wait for the request that carries the message for long; the message need not.
    this.result = null;
    return new FunctionData(
        requested.name(),
        requested.arguments(),
        said == null ? null : output(JsonTree.read(said)),
        requested.callId(),
        null,
        true);
  }

  private static String output(JsonTree message) {
    return message.joinedText(message.values().containsKey("content") ? "content" : "output");
  }
}
