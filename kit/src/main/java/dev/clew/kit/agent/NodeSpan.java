// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of a node while it is at work. */
public record NodeSpan(Span span, NodePayload payload, Context context) {

  /** Starts the span of a node under {@code parent}. */
  public static NodeSpan start(Tracer tracer, Context parent, NodePayload payload) {
    Span span = tracer.start(parent, SpanType.CUSTOM, payload.name(), payload);
    return new NodeSpan(span, payload, parent.with(span));
  }

  /**
   * Ends the span.
   *
   * @param state the state after the node, or null if it is unknown
   */
  public void end(Outcome outcome, @Nullable Map<String, Object> state) {
    if (state != null) {
      payload.after(state);
    }
    outcome.apply(span);
  }
}
