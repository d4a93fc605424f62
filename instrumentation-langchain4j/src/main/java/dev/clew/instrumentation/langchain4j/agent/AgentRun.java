// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agent;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent in progress: its span, and what hooks further down tell each other about it.
 *
 * <p>An agent of langchain4j-agentic is an AI service or a workflow behind a proxy. Both layers are
 * hooked, the outer one starts the run and the inner one {@linkplain #claim claims} it.
 */
public final class AgentRun {
  /** The error that a handler's {@code onError} is told of although the stream goes on. */
  public static final ContextKey<Throwable> GOES_ON = ContextKey.named("langchain4j.goes-on");

  private static final ContextKey<AgentRun> KEY = ContextKey.named("langchain4j.agent");

  private final AgentContent content;
  private final Method method;
  private final Span span;
  private final Context context;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean streaming;
  private volatile boolean streamStarted;
  private volatile @Nullable AgentRun enclosing;
  private volatile @Nullable String rewritten;

  private AgentRun(AgentContent content, Method method, Span span, Context parent) {
    this.content = content;
    this.method = method;
    this.span = span;
    this.context = parent.with(span).with(KEY, this);
  }

  /** Starts the span of a run of {@code method} under {@code parent}. */
  public static AgentRun start(Tracer tracer, Context parent, AgentContent content, Method method) {
    Span span = tracer.start(parent, content.type(), content.name(), content);
    return new AgentRun(content, method, span, parent);
  }

  /** Returns the run that the current span stands for, or null if it stands for something else. */
  public static @Nullable AgentRun current() {
    return of(Context.current());
  }

  /** Returns the run that the span of {@code context} stands for, or null. */
  public static @Nullable AgentRun of(Context context) {
    AgentRun run = context.get(KEY);
    return run != null && run.span == context.span() ? run : null;
  }

  /** Returns true once, to the layer below that carries out the same call. */
  public boolean claim(Method called) {
    return called.equals(method) && claimed.compareAndSet(false, true);
  }

  /** Returns the context in which the run's span is current. */
  public Context context() {
    return context;
  }

  /** Returns the run's span. */
  public Span span() {
    return span;
  }

  /** Notes a request to a model; the first one shows the agent's instructions and tools. */
  public void observe(ChatRequest request) {
    content.observe(request);
  }

  /** The run goes on after its method has returned, until the stream that it returns ends. */
  public void streams() {
    streaming = true;
  }

  /** Returns whether the end of a stream, not of the method, ends the run. */
  public boolean isStreaming() {
    return streaming;
  }

  /** The stream was started; from here on its handler ends the run. */
  public void streamStarted() {
    streamStarted = true;
  }

  /** A stream that nobody started was dropped. */
  public void streamDropped() {
    if (!streamStarted) {
      streamCancelled();
    }
  }

  /** A handler for one more call of the model was made. */
  public void roundBegan() {
    rounds.incrementAndGet();
  }

  /** Returns how many calls of the model have begun in a stream. */
  public int rounds() {
    return rounds.get();
  }

  /** Output guardrails replaced the model's answer; the last text given is what counts. */
  public void rewritten(String answer) {
    rewritten = answer;
  }

  /** Returns what the caller is given in place of {@code answer}, or {@code answer} itself. */
  public @Nullable Object guarded(@Nullable Object answer) {
    String replacement = rewritten;
    return replacement != null ? replacement : answer;
  }

  /** Ends {@code outer} together with this run, whose stream it returns. */
  public void endsWith(AgentRun outer) {
    if (outer == this) {
      return;
    }
    outer.streams();
    enclosing = outer;
    if (ended.get()) {
      outer.end(content.output());
    }
  }

  /** Ends the run with what it answered; only the first end of a run counts. */
  public void end(@Nullable Object output) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    content.answered(output);
    span.end();
    AgentRun outer = enclosing;
    if (outer != null) {
      outer.end(output);
    }
  }

  /** Ends the run as failed. */
  public void fail(Throwable thrown) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    span.fail(Failures.error(thrown));
    AgentRun outer = enclosing;
    if (outer != null) {
      outer.fail(thrown);
    }
  }

  /** Ends the run because its stream was cancelled; does nothing if it does not stream. */
  public void streamCancelled() {
    if (!streaming || !ended.compareAndSet(false, true)) {
      return;
    }
    span.cancel();
    AgentRun outer = enclosing;
    if (outer != null) {
      outer.streamCancelled();
    }
  }
}
