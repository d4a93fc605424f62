// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.core.JsonField;
import com.openai.models.beta.agents.AgentFunctionCallItem;
import com.openai.models.beta.agents.AgentSessionInputParam.AgentSessionInputToolResult;
import com.openai.models.beta.agents.sessions.events.EventCreateParams;
import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.json.JsonTree;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run of the application's handler for a tool, which the library calls. */
public final class ToolSpan implements Payload {
  /** How a handler's own exception is wrapped where its arguments did not fit. */
  private static final String BAD_ARGUMENTS = "AgentToolArgumentException";

  private final AgentFunctionCallItem call;
  private final Span span;
  private final Context context;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable AgentSessionInputToolResult result;
  private volatile @Nullable Throwable failure;

  ToolSpan(Tracer tracer, AgentSpan agent, AgentFunctionCallItem call) {
    this.call = call;
    String name = call._name().asString().orElse("tool");
    this.span = tracer.start(agent.context(), SpanType.FUNCTION, name, this);
    this.context = agent.context().with(span);
  }

  /** Tells whether the handler is run for {@code other}. */
  @SuppressWarnings("ReferenceEquality") // the very item of the event
  boolean isFor(AgentFunctionCallItem other) {
    return call == other;
  }

  /** Makes the tool current, for what its handler does on this thread. */
  public Scope makeCurrent() {
    return context.makeCurrent();
  }

  /** Takes what the handler threw, which the library does not pass on. */
  public void failure(Throwable thrown) {
    // What the application throws is not asked for its cause here, on its thread.
    Class<?> type = thrown.getClass();
    boolean wrapped =
        type.getName().startsWith("com.openai.") && type.getSimpleName().equals(BAD_ARGUMENTS);
    Throwable cause = wrapped ? thrown.getCause() : null;
    failure = cause != null ? cause : thrown;
  }

  /** Ends with the event that is to be sent, or what came in its place; only the first counts. */
  public void end(@Nullable Object sent, @Nullable Throwable thrown) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    if (thrown instanceof CancellationException) {
      Ending.stopped("cancelled").apply(span);
    } else if (thrown != null) {
      span.fail(thrown);
    } else if (sent instanceof EventCreateParams params) {
      result = params.events().get(0).asAgentSessionInputToolResult();
      ending(result).apply(span);
    } else {
      Ending.stopped("no result").apply(span);
    }
  }

  private Ending ending(AgentSessionInputToolResult result) {
    Throwable own = failure;
    if (own != null) {
      return Ending.failed(SpanError.of(own));
    }
    return result.success()
        ? Ending.COMPLETED
        : Ending.failed(SpanError.of("tool_failed", result.error().orElse(null)));
  }

  @Override
  public long retainedBytes() {
    AgentSessionInputToolResult sent = result;
    String output =
        sent == null ? null : sent._output().asKnown().flatMap(said -> said.string()).orElse(null);
    JsonField<?> arguments = call._arguments();
    return 2_048L
        + arguments.asString().map(String::length).orElse(0)
        + (output == null ? 0 : output.length());
  }

  @Override
  public FunctionData render() {
    AgentSessionInputToolResult sent = result;
    return new FunctionData(
        call._name().asString().orElse("tool"),
        JsonText.of(JsonTree.read(call).values().get("arguments")),
        sent == null ? null : output(JsonTree.read(sent)),
        call._callId().asString().orElse(null),
        null,
        false);
  }

  private static @Nullable String output(JsonTree sent) {
    boolean empty = sent.values().get("output") == null;
    List<?> parts = sent.list("output");
    return empty ? sent.text("error") : parts.isEmpty() ? sent.text("output") : JsonText.of(parts);
  }
}
