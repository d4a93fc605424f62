// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.events.Event;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces callbacks that answer in place of an agent, a model or a tool, as guardrails do. The
 * library's methods around them return the answer as a {@code Maybe}, before 1.0 as a {@code
 * Single} of an {@code Optional}.
 */
final class CallbackHook implements Hook<CallbackHook.Run> {
  private static final String BEFORE_AGENT = "before_agent";

  private final CallObservations calls;

  CallbackHook(CallObservations calls) {
    this.calls = calls;
  }

  /**
   * Callbacks that are about to run.
   *
   * @param point where, such as {@code before_model}
   */
  record Run(String point, Context context, @Nullable AgentPayload agent) {}

  @Override
  public @Nullable Run enter(Call call) {
    String label = String.valueOf(call.label());
    AgentPayload agent = AgentPayload.current();
    if (!label.equals(GoogleAdkModule.AROUND_AGENT)) {
      return new Run(label, Context.current(), agent);
    }
    // The same method runs the callbacks after the agent, which have nothing to prevent.
    return agent != null && agent.startsNow()
        ? new Run(BEFORE_AGENT, Context.current(), agent)
        : null;
  }

  @Override
  public @Nullable Object exit(Run run, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof Maybe<?> maybe) {
      return maybe.doOnSuccess(answer -> answered(run, answer));
    }
    return result instanceof Single<?> single
        ? single.doOnSuccess(answer -> answered(run, answer))
        : result;
  }

  private void answered(Run run, Object answer) {
    try {
      Object given = answer instanceof Optional<?> optional ? optional.orElse(null) : answer;
      Supplier<@Nullable Object> output = given == null ? null : output(given);
      if (output != null) {
        record(run, output);
      }
    } catch (Throwable internalFailure) {
      calls.failures().report(CallbackHook.class, internalFailure);
    }
  }

  /** Returns what renders the answer, or null if it is none: an event may only carry state. */
  private static @Nullable Supplier<@Nullable Object> output(Object answer) {
    if (answer instanceof Event event) {
      Content content = AdkClasses.mayCall(event) ? event.content().orElse(null) : null;
      return content == null ? null : () -> Contents.text(content);
    }
    if (answer instanceof LlmResponse response) {
      Content content = AdkClasses.mayCall(response) ? response.content().orElse(null) : null;
      return () -> content == null ? null : Contents.text(content);
    }
    if (answer instanceof Map<?, ?> map) {
      Map<?, ?> copy = PlainValues.copy(map);
      return () -> PlainValues.of(copy);
    }
    return () -> null;
  }

  private void record(Run run, Supplier<@Nullable Object> output) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    if (run.agent() != null) {
      details.put("agent", run.agent().name());
    }
    calls
        .tracer()
        .start(
            run.context(),
            SpanType.GUARDRAIL,
            run.point(),
            () -> {
              details.put("answer", output.get());
              return new GuardrailData(run.point(), true, details);
            })
        .end();
  }
}
