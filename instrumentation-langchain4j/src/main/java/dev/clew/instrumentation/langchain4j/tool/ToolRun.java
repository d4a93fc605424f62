// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.agent.AgentRun;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a tool in progress, from the outermost method that knows it to the tool itself.
 *
 * <p>LangChain4j turns exceptions of tools into text for the model. The exception is noted where it
 * is thrown, and forgotten if a layer above, such as a retry, makes good for it.
 */
public final class ToolRun {
  private static final ContextKey<ToolRun> KEY = ContextKey.named("langchain4j.tool");

  private final ToolExecutionRequest request;
  private final ToolContent content;
  private final Span span;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable SpanError refusal;

  private ToolRun(ToolExecutionRequest request, ToolContent content, Span span) {
    this.request = request;
    this.content = content;
    this.span = span;
  }

  /** Starts the span of an execution under {@code parent}. */
  public static ToolRun start(Tracer tracer, Context parent, ToolExecutionRequest request) {
    ToolContent content = new ToolContent(request);
    String name = content.name();
    Span beside = ToolLoops.beside(parent);
    Span span =
        beside == null
            ? tracer.start(parent, SpanType.FUNCTION, name, content)
            : tracer.startBeside(beside, SpanType.FUNCTION, name, content);
    return new ToolRun(request, content, span);
  }

  /** Returns the execution that the current span stands for, or null. */
  public static @Nullable ToolRun current() {
    Context context = Context.current();
    ToolRun run = context.get(KEY);
    return run != null && run.span == context.span() ? run : null;
  }

  /** Returns the span of the execution. */
  public Span span() {
    return span;
  }

  /** Returns {@code parent} with the execution in progress. */
  public Context in(Context parent) {
    return AgentRun.inTool(parent).with(span).with(KEY, this);
  }

  /** Returns whether {@code other} asks for what is already running. */
  @SuppressWarnings("ReferenceEquality") // two equal requests without ids are two executions
  boolean isFor(ToolExecutionRequest other) {
    return other == request
        || (mayAsk(other)
            && other.id() != null
            && other.id().equals(request.id())
            && Objects.equals(other.name(), request.name()));
  }

  /**
   * Returns whether {@code other} is what is running, as passed on to an MCP server: there the tool
   * may have another name than the model was told.
   */
  @SuppressWarnings("ReferenceEquality") // the arguments are handed on; equal ones may be chance
  public boolean isBehind(ToolExecutionRequest other) {
    if (isFor(other) || !mayAsk(other)) {
      return isFor(other);
    }
    return request.id() != null
        ? request.id().equals(other.id())
        : other.arguments() != null && other.arguments() == request.arguments();
  }

  private boolean mayAsk(ToolExecutionRequest other) {
    return LibraryObjects.mayAsk(other) && LibraryObjects.mayAsk(request);
  }

  /** Notes which MCP server runs the tool. */
  public void server(@Nullable String name) {
    content.server(name);
  }

  /**
   * Notes how the MCP server answered; what it says is believed before what LangChain4j makes of
   * it.
   *
   * @param error null if it answered with a result
   */
  public void answered(@Nullable SpanError error) {
    refusal = error;
  }

  /** Notes what a layer of the execution threw. */
  public void threw(Throwable thrown) {
    failure = Failures.cause(thrown);
  }

  void succeeded() {
    failure = null;
  }

  /**
   * Ends the span; what the tool threw is believed before what an error handler made of it.
   *
   * @param output text of what the model is given, computed on the export thread
   * @param errorText what the model is given in place of a result, or null
   */
  public void end(
      Supplier<@Nullable String> output, @Nullable String errorText, @Nullable Throwable thrown) {
    content.answered(output);
    SpanError refused = refusal;
    Throwable real = failure != null ? failure : thrown;
    if (refused != null) {
      span.fail(refused);
    } else if (real != null) {
      span.fail(Failures.error(real));
    } else if (errorText != null) {
      span.fail(SpanError.of("tool_error", errorText));
    } else {
      span.end();
    }
  }
}
