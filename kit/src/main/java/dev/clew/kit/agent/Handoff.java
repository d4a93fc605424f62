// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.HandoffData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.TraceContinuation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The transfer of control from one agent to another, which has no duration.
 *
 * <p>A pending handoff takes place when the target agent starts, because an optional agent with
 * missing inputs is skipped silently.
 */
public final class Handoff {
  /** A model chose the target. */
  public static final String BY_MODEL = "model";

  /** The program's topology determined the target. */
  public static final String BY_WORKFLOW = "workflow";

  private static final ContextKey<Handoff> KEY = ContextKey.named("handoff under way");

  private final HandoffData data;
  private final Context context;
  private final AtomicBoolean completed = new AtomicBoolean();

  /** Describes a handoff that is pending in {@code context}. */
  public Handoff(HandoffData data, Context context) {
    this.data = data;
    this.context = context;
  }

  /** Starts the span of a handoff that takes place in {@code context}; the caller ends it. */
  public static Span start(Tracer tracer, Context context, HandoffData data) {
    String from = data.fromAgent();
    String name = (from == null ? "" : from + " ") + "→ " + data.toAgent();
    return TraceContinuation.start(tracer, context, SpanType.HANDOFF, name, () -> data);
  }

  /** Returns the context in which the handoff is pending. */
  public Context asPending() {
    return context.with(KEY, this);
  }

  /** Records that an agent starts in {@code context}, which completes a pending handoff. */
  public static void agentStarts(Tracer tracer, Context context) {
    Handoff pending = context.get(KEY);
    if (pending != null) {
      pending.complete(tracer);
    }
  }

  /** Returns whether the handoff has taken place. */
  public boolean isCompleted() {
    return completed.get();
  }

  /** Records the span once: a retried agent has already received control. */
  public void complete(Tracer tracer) {
    if (completed.compareAndSet(false, true)) {
      start(tracer, context, data).end();
    }
  }

  /** Returns the agent that hands off if its tools run in {@code caller}, or null. */
  static @Nullable String source(Context caller) {
    Span above = caller.span();
    return above != null && above.type() == SpanType.AGENT ? above.name() : null;
  }
}
