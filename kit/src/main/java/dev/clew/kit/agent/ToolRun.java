// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.TraceContinuation;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a tool, from the outermost method that knows it to the tool itself.
 *
 * <p>Frameworks turn exceptions of tools into text for the model. The exception is recorded where
 * it is thrown, and discarded if a layer above, such as a retry, recovers from it.
 */
public final class ToolRun {
  private static final ContextKey<ToolRun> KEY = ContextKey.named("tool");

  private final Object request;
  private final ToolPayload payload;
  private final Span span;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private volatile @Nullable Throwable failure;
  private volatile @Nullable SpanError refusal;

  private ToolRun(Object request, ToolPayload payload, Span span) {
    this.request = request;
    this.payload = payload;
    this.span = span;
  }

  /**
   * Starts the span of an execution under {@code parent}.
   *
   * @param request the framework's request object, by which inner methods recognise the execution
   */
  public static ToolRun start(Tracer tracer, Context parent, Object request, ToolPayload payload) {
    return new ToolRun(
        request,
        payload,
        TraceContinuation.start(tracer, parent, SpanType.FUNCTION, payload.name(), payload));
  }

  /** Returns the execution that the current span represents, or null. */
  public static @Nullable ToolRun current() {
    Context context = Context.current();
    ToolRun run = context.get(KEY);
    return run != null && run.span == context.span() ? run : null;
  }

  /** Returns the framework's request object. */
  public Object request() {
    return request;
  }

  public Span span() {
    return span;
  }

  /** Returns {@code parent} with this execution as the current one. */
  public Context in(Context parent) {
    return AgentRun.inTool(parent).with(span, KEY, this);
  }

  /** Returns whether a request is for this execution. */
  public boolean matches(Object other, @Nullable String callId, @Nullable String name) {
    // Two equal requests without ids are two executions.
    return other == request
        || (callId != null
            && callId.equals(payload.callId())
            && Objects.equals(name, payload.name()));
  }

  /** Returns true once, for the MCP call that this execution consists of. */
  public boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** Records which MCP server runs the tool. */
  public void setServer(@Nullable String name) {
    payload.setServer(name);
  }

  /**
   * Records an MCP server's answer, which takes precedence over the framework's interpretation.
   *
   * @param error null if it answered with a result
   */
  public void answered(@Nullable SpanError error) {
    refusal = error;
  }

  /** Records an exception thrown by a layer of the execution. */
  public void recordException(Throwable thrown) {
    failure = thrown;
  }

  /** Records that a layer returned a result, whatever a layer below threw. */
  public void succeeded() {
    failure = null;
  }

  /**
   * Ends the span; the tool's exception takes precedence over an error handler's.
   *
   * @param output returns the text that the model receives; runs on the export thread
   * @param errorText the error text that the model receives in place of a result, or null
   */
  public void end(
      Supplier<@Nullable String> output, @Nullable String errorText, @Nullable Throwable thrown) {
    payload.answered(output, 0);
    SpanError refused = refusal;
    Throwable real = failure != null ? failure : thrown;
    if (refused != null) {
      span.fail(refused);
    } else if (real != null) {
      span.fail(real);
    } else if (errorText != null) {
      span.fail(SpanError.of("tool_error", errorText));
    } else {
      span.end();
    }
  }
}
