// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.core.JsonField;
import com.openai.models.beta.agents.AgentFunctionCallItem;
import com.openai.models.beta.agents.AgentSessionInputParam.AgentSessionInputToolResult;
import com.openai.models.beta.agents.sessions.events.EventCreateParams;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.RetainedBytes;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run of the application's handler for a tool, called by the library. */
public final class ToolSpan {
  /** The class in which the library wraps exceptions about mismatched arguments. */
  private static final String BAD_ARGUMENTS = "AgentToolArgumentException";

  private final AgentFunctionCallItem call;
  private final ToolPayload payload;
  private final Span span;
  private final Context context;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Throwable failure;

  ToolSpan(Tracer tracer, AgentSpan agent, AgentFunctionCallItem call) {
    this.call = call;
    JsonField<?> arguments = call._arguments();
    this.payload =
        new ToolPayload(
            call._name().asString().orElse("tool"),
            () -> JsonWriter.textOrJson(OpenAiJson.read(call).values().get("arguments")),
            1_024L + arguments.asString().map(String::length).orElse(0),
            call._callId().asString().orElse(null));
    ToolRun run = ToolRun.start(tracer, agent.context(), call, payload);
    this.span = run.span();
    this.context = run.in(agent.context());
  }

  /** Returns whether the handler is run for {@code other}. */
  @SuppressWarnings("ReferenceEquality") // the same item as in the event
  boolean isFor(AgentFunctionCallItem other) {
    return call == other;
  }

  /** Makes the tool current while its handler runs on this thread. */
  public Scope makeCurrent() {
    return context.makeCurrent();
  }

  /** Records the handler's exception, which the library does not pass on. */
  public void failure(Throwable thrown) {
    // getCause of the application's own exceptions is not called here, on the application's thread.
    Class<?> type = thrown.getClass();
    boolean wrapped =
        type.getName().startsWith("com.openai.") && type.getSimpleName().equals(BAD_ARGUMENTS);
    Throwable cause = wrapped ? thrown.getCause() : null;
    failure = cause != null ? cause : thrown;
  }

  /**
   * Ends the span with the event to be sent or the exception in its place; only the first call
   * counts.
   */
  public void end(@Nullable Object sent, @Nullable Throwable thrown) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    if (thrown instanceof CancellationException) {
      Outcome.stopped("cancelled").apply(span);
    } else if (thrown != null) {
      span.fail(thrown);
    } else if (sent instanceof EventCreateParams params) {
      AgentSessionInputToolResult result = params.events().get(0).asAgentSessionInputToolResult();
      String output = result._output().asKnown().flatMap(value -> value.string()).orElse(null);
      payload.answered(() -> output(OpenAiJson.read(result)), RetainedBytes.of(output));
      outcome(result).apply(span);
    } else {
      Outcome.stopped("no result").apply(span);
    }
  }

  private Outcome outcome(AgentSessionInputToolResult result) {
    Throwable handlerFailure = failure;
    if (handlerFailure != null) {
      return Outcome.failed(SpanError.of(handlerFailure));
    }
    return result.success()
        ? Outcome.COMPLETED
        : Outcome.failed(SpanError.of("tool_failed", result.error().orElse(null)));
  }

  private static @Nullable String output(JsonTree sent) {
    boolean empty = sent.values().get("output") == null;
    List<?> parts = sent.list("output");
    return empty
        ? sent.text("error")
        : parts.isEmpty() ? sent.text("output") : JsonWriter.textOrJson(parts);
  }
}
