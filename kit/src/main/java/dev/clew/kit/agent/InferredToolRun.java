// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.RetainedBytes;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tool that a model requested and whose result has not been sent yet, or does not exist yet. */
final class InferredToolRun implements Payload {
  final RequestedTool requested;
  final @Nullable String server;
  final long deadline;
  private final Function<Object, @Nullable String> output;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final long thread = Thread.currentThread().getId();
  private volatile @Nullable Span span;
  private volatile @Nullable String traceId;
  private volatile @Nullable Object result;
  private volatile WeakReference<@Nullable Object> message = new WeakReference<>(null);

  /**
   * Describes a run that has not started.
   *
   * @param server the address of the requesting provider, if known
   * @param deadline when waiting ends, as a {@link System#nanoTime} value
   * @param output reads the result from its message
   */
  InferredToolRun(
      RequestedTool requested,
      @Nullable String server,
      long deadline,
      Function<Object, @Nullable String> output) {
    this.requested = requested;
    this.server = server;
    this.deadline = deadline;
    this.output = output;
  }

  void begin(Span span) {
    this.traceId = span.traceId();
    this.span = span;
  }

  boolean isWaiting() {
    return !ended.get();
  }

  /** Returns the span of the run, or null if it has none. */
  @Nullable Span span() {
    return span;
  }

  /** Returns whether the run ended with exactly this message. */
  boolean isAnsweredBy(Object result) {
    return message.get() == result;
  }

  /** Returns whether the run belongs to the trace. */
  boolean isOf(@Nullable String traceId) {
    return traceId != null && traceId.equals(this.traceId);
  }

  /** Returns whether the model's answer arrived on the current thread. */
  boolean isOfThisThread() {
    return thread == Thread.currentThread().getId();
  }

  /** Returns whether a tool that runs under {@code name} may be the requested one. */
  boolean isNamed(String name) {
    return ToolNames.areSame(requested.name(), name);
  }

  /** Leaves the end to whoever observes the tool itself; returns false if the run is over. */
  boolean handOver() {
    return ended.compareAndSet(false, true);
  }

  /** Returns what only the request knows, for the span that takes over. */
  Payload request() {
    return () ->
        new FunctionData(
            requested.name(),
            requested.arguments().toString(),
            null,
            requested.callId(),
            null,
            false);
  }

  /** Ends the run with the message that contains its result; only the first end counts. */
  void finish(Object result) {
    Span started = span;
    if (ended.compareAndSet(false, true) && started != null) {
      this.result = result;
      this.message = new WeakReference<>(result);
      started.end();
    }
  }

  /** Ends the run without a result. */
  void giveUp(String reason) {
    Span started = span;
    if (ended.compareAndSet(false, true) && started != null) {
      Outcome.stopped(reason).apply(started);
    }
  }

  @Override
  public long retainedBytes() {
    return 512L + RetainedBytes.of(requested.arguments());
  }

  @Override
  public FunctionData render() {
    Object answer = result;
    // The run may be kept for long until the request with the message is sent; the message need not
    // be.
    this.result = null;
    return new FunctionData(
        requested.name(),
        requested.arguments().toString(),
        answer == null ? null : output.apply(answer),
        requested.callId(),
        null,
        true);
  }
}
