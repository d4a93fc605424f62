// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.CallPayload;
import org.jspecify.annotations.Nullable;

/** Starts calls of all kinds; shared by the hooks of one application class loader. */
record Calls(CallObservations observations, Streams streams) {
  /**
   * Starts a call; returns null if it is not recorded.
   *
   * @param answered the span whose result the call carries, or null
   */
  @Nullable GenAiCall begin(
      SpanType type, String name, CallPayload payload, @Nullable Span answered) {
    return GenAiCall.begin(observations, streams, type, name, payload, answered);
  }
}
