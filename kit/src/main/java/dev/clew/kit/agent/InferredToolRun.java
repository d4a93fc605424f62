// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.kit.call.Outcome;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One tool that a model asked for and whose result has not been sent yet, or not even come. */
final class InferredToolRun implements Payload {
  final RequestedTool requested;
  final @Nullable String server;
  final long deadline;
  private final Function<Object, @Nullable String> output;
  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile @Nullable Span span;
  private volatile @Nullable Object result;
  private volatile WeakReference<@Nullable Object> message = new WeakReference<>(null);

  /**
   * Describes a run that has not begun.
   *
   * @param server the address of the provider that asked, if known
   * @param deadline when waiting ends, on the scale of {@link System#nanoTime}
   * @param output reads the result from the message that carries it
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
    this.span = span;
  }

  boolean isWaiting() {
    return !taken.get();
  }

  /** Returns the span of the run; null if it has none. */
  @Nullable Span span() {
    return span;
  }

  /** Returns whether the run has ended with this very message. */
  boolean isAnsweredBy(Object result) {
    return message.get() == result;
  }

  /** Returns whether the run is part of the trace. */
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
      Outcome.stopped("no result").apply(begun);
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
        said == null ? null : output.apply(said),
        requested.callId(),
        null,
        true);
  }
}
