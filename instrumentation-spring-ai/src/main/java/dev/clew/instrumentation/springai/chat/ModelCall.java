// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.instrumentation.springai.stream.TracedFlux;
import dev.clew.kit.call.CallObservation;
import org.jspecify.annotations.Nullable;

/**
 * A model call in progress, or one that has ended because its model requested tools: in 1.x, a
 * model runs these and calls itself again with their results, all within the first call.
 *
 * @param outside the context of the first call, in which tools and further rounds belong
 */
public record ModelCall(
    Object model, ChatPayload payload, CallObservation observation, Context outside) {
  private static final ContextKey<ModelCall> KEY = ContextKey.named("spring-ai.model call");

  /** Returns the call that the current span represents, or null. */
  public static @Nullable ModelCall current() {
    Context context = Context.current();
    ModelCall call = context.get(KEY);
    return call != null && call.observation.span() == context.span() ? call : null;
  }

  /** Returns whether the call has not ended. */
  boolean isRunning() {
    return observation.span().isRecording();
  }

  TracedFlux.Started started() {
    return new TracedFlux.Started(observation, observation.callContext().with(KEY, this));
  }
}
