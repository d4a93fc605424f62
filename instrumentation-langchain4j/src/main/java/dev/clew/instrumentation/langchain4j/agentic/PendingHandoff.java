// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.data.HandoffData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A transfer of control that is under way. It takes place when the agent begins, since an optional
 * agent whose inputs are missing is passed over in silence.
 */
final class PendingHandoff {
  private static final ContextKey<PendingHandoff> KEY =
      ContextKey.named("langchain4j.pending-handoff");

  private final HandoffData data;
  private final Context context;
  private final AtomicBoolean made = new AtomicBoolean();

  PendingHandoff(HandoffData data, Context context) {
    this.data = data;
    this.context = context;
  }

  /** Returns the context in which the transfer is under way. */
  Context context() {
    return context.with(KEY, this);
  }

  /** Notes that the agent begins, if the transfer to it is still under way. */
  static void made(Tracer tracer, Context context) {
    PendingHandoff pending = context.get(KEY);
    if (pending != null) {
      pending.make(tracer);
    }
  }

  /** Returns whether the agent has begun. */
  boolean isMade() {
    return made.get();
  }

  /** Writes the span once; an agent that is tried again was handed control before. */
  void make(Tracer tracer) {
    if (made.compareAndSet(false, true)) {
      String from = data.fromAgent();
      String name = (from == null ? "" : from + " ") + "→ " + data.toAgent();
      tracer.start(context, SpanType.HANDOFF, name, () -> data).end();
    }
  }
}
