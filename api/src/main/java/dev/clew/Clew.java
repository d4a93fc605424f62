// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Traces an application's own agents, tools, handoffs and checks.
 *
 * <pre>{@code
 * try (ClewSpan span = Clew.tool("lookup").input(query).start()) {
 *   String found = index.find(query);
 *   span.output(found);
 * }
 * }</pre>
 *
 * <p>The spans nest with one another and with those of the libraries that Clew instruments, by the
 * thread they are started on. The JDK's threads, pools and futures carry the current span along.
 *
 * <p>Without Clew's agent nothing is recorded, and nothing is allocated. No method throws, except
 * what the application's own tasks throw.
 */
public final class Clew {
  private Clew() {}

  /**
   * Prepares a trace of its own: spans started in it belong together, under a name, session and
   * metadata. Without it, the outermost span starts a trace and gives it its name.
   *
   * <p>A trace that arrived with the current request is continued. Started within a span, the new
   * trace is separate from that span's.
   */
  public static TraceBuilder trace(String name) {
    ClewBackend backend = Connection.backend();
    Object handle = backend.prepare("trace", name);
    return handle == null ? TraceBuilder.NONE : new TraceBuilder(backend, handle);
  }

  /** Prepares the span of an agent's run. */
  public static SpanBuilder agent(String name) {
    return span("agent", name);
  }

  /** Prepares the span of a model call. */
  public static SpanBuilder generation(String name) {
    return span("generation", name);
  }

  /**
   * Prepares the span of a call whose answer the provider stores, as OpenAI's Responses API does.
   */
  public static SpanBuilder response(String name) {
    return span("response", name);
  }

  /** Prepares the span of a tool's execution. */
  public static SpanBuilder tool(String name) {
    return span("function", name);
  }

  /**
   * Prepares the span of a transfer of control between agents.
   *
   * <pre>{@code
   * Clew.handoff("desk", "billing").record();
   * }</pre>
   */
  public static SpanBuilder handoff(@Nullable String fromAgent, String toAgent) {
    ClewBackend backend = Connection.backend();
    Object handle = backend.prepare("handoff", toAgent);
    if (handle == null) {
      return SpanBuilder.NONE;
    }
    backend.set(handle, "from_agent", fromAgent);
    backend.set(handle, "to_agent", toAgent);
    return new SpanBuilder(backend, handle);
  }

  /** Prepares the span of a check of a model's input or output. */
  public static SpanBuilder guardrail(String name) {
    return span("guardrail", name);
  }

  /** Prepares the span of a call of an embedding model. */
  public static SpanBuilder embedding(String name) {
    return span("embedding", name);
  }

  /** Prepares the span of a search for documents. */
  public static SpanBuilder retrieval(String name) {
    return span("retrieval", name);
  }

  /**
   * Prepares the span of a request to an MCP server other than a tool call.
   *
   * @param method the request, such as {@code tools/list}
   */
  public static SpanBuilder mcp(@Nullable String server, String method) {
    ClewBackend backend = Connection.backend();
    Object handle = backend.prepare("mcp_tools", method);
    if (handle == null) {
      return SpanBuilder.NONE;
    }
    backend.set(handle, "server", server);
    return new SpanBuilder(backend, handle);
  }

  /** Prepares the span of any other work. */
  public static SpanBuilder custom(String name) {
    return span("custom", name);
  }

  /**
   * Prepares a span by the name of its type.
   *
   * @param type a type of the trace format, or one of the application's own, such as {@code
   *     rerank}, which is shown as a custom span of that type
   */
  public static SpanBuilder span(String type, String name) {
    ClewBackend backend = Connection.backend();
    Object handle = backend.prepare(type, name);
    return handle == null ? SpanBuilder.NONE : new SpanBuilder(backend, handle);
  }

  /** Returns whether the agent is there. */
  public static boolean isEnabled() {
    return Connection.backend().isEnabled();
  }

  /**
   * Returns the current span, whoever started it, so that more can be said about it. Closing it has
   * no effect. Outside any span, nothing is recorded.
   */
  public static ClewSpan currentSpan() {
    ClewBackend backend = Connection.backend();
    Object handle = backend.current();
    return handle == null ? ClewSpan.NONE : new ClewSpan(backend, handle);
  }

  /** Returns the id of the current trace, 32 hexadecimal digits, or null. */
  public static @Nullable String currentTraceId() {
    return Connection.backend().traceId(null);
  }

  /** Returns the id of the current span, 16 hexadecimal digits, or null. */
  public static @Nullable String currentSpanId() {
    return Connection.backend().spanId(null);
  }

  /**
   * Adds a feedback score to a trace, which may have ended long ago.
   *
   * @param traceId as {@link #currentTraceId} returned it
   */
  public static void scoreTrace(
      String traceId, String name, double value, @Nullable String comment) {
    Connection.backend().score(traceId, null, name, value, comment);
  }

  /**
   * Adds a feedback score to a span, which may have ended long ago; {@link ClewSpan#score} is for
   * one that has not.
   *
   * @param traceId as {@link #currentTraceId} returned it
   * @param spanId as {@link #currentSpanId} returned it
   */
  public static void scoreSpan(
      String traceId, String spanId, String name, double value, @Nullable String comment) {
    Connection.backend().score(traceId, spanId, name, value, comment);
  }

  /**
   * Returns a task that runs with what is current now, on any thread. The JDK's threads, pools and
   * futures need no such help.
   */
  public static Runnable wrap(Runnable task) {
    return Connection.backend().wrap(null, task);
  }

  /** Returns a task that runs with what is current now, on any thread. */
  public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    return Connection.backend().wrap(null, task);
  }

  /** Returns a supplier that runs with what is current now, on any thread. */
  public static <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> task) {
    return Connection.backend().wrap(null, task);
  }

  /** Returns an executor whose tasks run with what is current when they are submitted. */
  public static Executor wrapExecutor(Executor executor) {
    return Connection.backend().isEnabled() ? task -> executor.execute(wrap(task)) : executor;
  }

  /**
   * Exports all spans that have ended, and waits for that.
   *
   * @return whether everything was delivered in time; true if there was nothing to deliver
   */
  public static boolean flush(Duration timeout) {
    return Connection.backend().flush(timeout);
  }

  /** Adds a processor, which sees every span that is exported from now on. */
  public static Registration addProcessor(SpanProcessor processor) {
    return added(RegisteredCode.processor(processor));
  }

  /** Adds a sampler. */
  public static Registration addSampler(SpanSampler sampler) {
    return added(RegisteredCode.sampler(sampler));
  }

  /** Adds an exporter, which receives the spans exported from now on. */
  public static Registration addExporter(SpanExporter exporter) {
    return added(RegisteredCode.exporter(exporter));
  }

  private static Registration added(RegisteredCode code) {
    Connection.register(code);
    return code;
  }
}
