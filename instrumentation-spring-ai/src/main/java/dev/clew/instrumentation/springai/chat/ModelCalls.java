// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.chat;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.instrumentation.springai.stream.TracedFlux;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.TraceContinuation;
import dev.clew.kit.value.ReceiverNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

/** Starts model calls; shared by the hooks of one application class loader. */
final class ModelCalls {
  private final CallObservations observations;

  /** Whether a class has a method for a single call, where its prompt is complete. */
  private final ClassValue<Boolean> blocking = declaring("internalCall");

  private final ClassValue<Boolean> streaming = declaring("internalStream");

  ModelCalls(CallObservations observations) {
    this.observations = observations;
  }

  FailureReporter failures() {
    return observations.failures();
  }

  /** Returns whether {@code model} passes the call on to a method that is hooked as well. */
  boolean hasRounds(Object model, boolean isStreamed) {
    return (isStreamed ? streaming : blocking).get(model.getClass());
  }

  private static ClassValue<Boolean> declaring(String method) {
    return new ClassValue<>() {
      @Override
      protected Boolean computeValue(Class<?> type) {
        Class<?> known = type; // the application may have extended the library's class
        while (known != null && !LibraryObjects.contains(known)) {
          known = known.getSuperclass();
        }
        try {
          return known != null
              && Arrays.stream(known.getDeclaredMethods())
                  .anyMatch(each -> each.getName().equals(method));
        } catch (LinkageError refersToAbsentClass) {
          return false;
        }
      }
    };
  }

  /**
   * Starts a call of {@code model}; returns null if it belongs to one in progress or is not
   * recorded.
   *
   * @param previous the answer of the round before, or null
   */
  TracedFlux.@Nullable Started begin(
      Object model, Prompt prompt, @Nullable ChatResponse previous, boolean isStreamed) {
    ModelCall open = ModelCall.current();
    boolean running = open != null && open.isRunning();
    if (running && open != null && open.model() == model) {
      open.payload().refine(prompt);
      return null;
    }
    if (running && open != null) {
      open.payload().delegated();
    }
    Context outside = open == null || running ? Context.current() : open.outside();
    ChatPayload payload = new ChatPayload(ReceiverNames.name(model), prompt, previous, isStreamed);
    CallObservation observation = running ? apart(payload, outside) : observe(payload, outside);
    return observation == null
        ? null
        : new ModelCall(model, payload, observation, outside).started();
  }

  /** Observes a call below another model's, which only delegates. */
  private @Nullable CallObservation apart(ChatPayload payload, Context outside) {
    Span span =
        TraceContinuation.start(
            observations.tracer(), outside, SpanType.GENERATION, payload.name(), payload);
    return span.isRecording()
        ? new CallObservation(observations, span, false, payload, outside)
        : null;
  }

  private @Nullable CallObservation observe(ChatPayload payload, Context outside) {
    try (Scope ignored = outside.makeCurrent()) {
      // Whoever starts the call makes its context current.
      return CallObservation.start(observations, SpanType.GENERATION, payload.name(), payload);
    }
  }
}
