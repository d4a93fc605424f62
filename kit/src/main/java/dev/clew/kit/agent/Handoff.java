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
 * The passing of control from one agent to another, which takes no time of its own.
 *
 * <p>One that is under way takes place when the agent begins, since an optional agent whose inputs
 * are missing is passed over in silence.
 */
public final class Handoff {
  /** A model chose the target. */
  public static final String BY_MODEL = "model";

  /** The topology of the program chose it. */
  public static final String BY_WORKFLOW = "workflow";

  private static final ContextKey<Handoff> KEY = ContextKey.named("handoff under way");

  private final HandoffData data;
  private final Context context;
  private final AtomicBoolean made = new AtomicBoolean();

  /** Describes a handoff that is under way in {@code context}. */
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

  /** Returns the context in which the handoff is under way. */
  public Context underWay() {
    return context.with(KEY, this);
  }

  /**
   * Notes that an agent begins in {@code context}, which is handed control if any is on its way.
   */
  public static void agentBegins(Tracer tracer, Context context) {
    Handoff pending = context.get(KEY);
    if (pending != null) {
      pending.make(tracer);
    }
  }

  /** Returns whether the agent has begun. */
  public boolean isMade() {
    return made.get();
  }

  /** Writes the span once; an agent that is tried again was handed control before. */
  public void make(Tracer tracer) {
    if (made.compareAndSet(false, true)) {
      start(tracer, context, data).end();
    }
  }

  /** Returns the agent that hands over when its tools run in {@code caller}, or null. */
  static @Nullable String source(Context caller) {
    Span above = caller.span();
    return above != null && above.type() == SpanType.AGENT ? above.name() : null;
  }
}
