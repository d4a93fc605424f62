// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.HandoffData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent in progress: its span, and what hooks further down tell each other about it.
 *
 * <p>Where a framework calls an agent through several layers that are hooked, the outermost one
 * starts the run and the next one {@linkplain #claim claims} it.
 */
public final class AgentRun {
  private static final ContextKey<AgentRun> KEY = ContextKey.named("agent");

  /** The agent whose model asked for the tool in progress. */
  private static final ContextKey<AgentRun> ASKED_BY =
      ContextKey.named("agent that asked for the tool");

  private final AgentPayload payload;
  private final @Nullable Method method;
  private final Span span;
  private final Context parent;
  private final Context context;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean streaming;
  private final AtomicBoolean streamStarted = new AtomicBoolean();
  private volatile @Nullable String groupId;
  private volatile @Nullable AgentRun enclosing;
  private volatile @Nullable String rewritten;

  private AgentRun(AgentPayload payload, @Nullable Method method, Span span, Context parent) {
    this.payload = payload;
    this.method = method;
    this.span = span;
    this.parent = parent;
    this.context = parent.with(span).with(KEY, this);
  }

  /**
   * Starts the span of a run under {@code parent}. If a tool of another agent calls it, that
   * agent's model has handed control over, which is a span of its own.
   *
   * @param method what was called, for a layer below that may claim the run; null if there is none
   */
  public static AgentRun start(
      Tracer tracer, Context parent, AgentPayload payload, @Nullable Method method) {
    AgentRun caller = parent.get(KEY);
    if (caller != null && parent.get(ASKED_BY) == caller) {
      caller.handOver(tracer, parent, payload);
    }
    Span span = tracer.start(parent, payload.type(), payload.name(), payload);
    return new AgentRun(payload, method, span, parent);
  }

  /** What goes on behind the scenes, such as a supervisor's planning, is nobody to hand over to. */
  private void handOver(Tracer tracer, Context tool, AgentPayload to) {
    if (payload.type() == SpanType.AGENT && to.type() == SpanType.AGENT) {
      HandoffData data = new HandoffData(payload.name(), to.name(), Handoff.BY_MODEL);
      Handoff.start(tracer, tool, data).end();
    }
  }

  /** Returns {@code context} as that of a tool which the agent in it has asked for, if any has. */
  public static Context inTool(Context context) {
    AgentRun agent = context.get(KEY);
    return agent == null ? context : context.with(ASKED_BY, agent);
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

  /** Returns the context in which the run began. */
  public Context parent() {
    return parent;
  }

  /** Returns the run's span. */
  public Span span() {
    return span;
  }

  /** Groups the trace by the memory id that the caller passed. */
  public void groupId(String id) {
    groupId = id;
    span.groupId(id);
  }

  /** Returns what the run says, for a module to add to. */
  public AgentPayload payload() {
    return payload;
  }

  /** Notes that the agent asks a model, be it to answer or to decide which agent is next. */
  public void askedModel() {
    Decision decision = Context.current().get(Decision.KEY);
    if (decision != null) {
      decision.askedModel();
    }
  }

  /** Returns the agent's name. */
  public String name() {
    return payload.name();
  }

  /** Adds a detail that only turned up while the agent ran; the first value of a key stays. */
  public void found(String key, @Nullable Object value) {
    payload.found(key, value);
  }

  /** The run goes on after its method has returned, until the stream that it returns ends. */
  public void streams() {
    streaming = true;
  }

  /** Returns whether the end of a stream, not of the method, ends the run. */
  public boolean isStreaming() {
    return streaming;
  }

  /**
   * The stream was started; from here on its handler ends the run.
   *
   * @return this run, or another one if the stream has been started before
   */
  public AgentRun streamStarted(Tracer tracer) {
    if (streamStarted.compareAndSet(false, true)) {
      return this;
    }
    AgentPayload again = payload.again();
    Span next = tracer.start(parent, again.type(), again.name(), again);
    AgentRun run = new AgentRun(again, method, next, parent);
    run.streams();
    run.streamStarted.set(true);
    if (groupId != null) {
      run.groupId(groupId);
    }
    return run;
  }

  /** A stream that nobody started was dropped. */
  public void streamDropped() {
    if (!streamStarted.get()) {
      streamStopped("abandoned");
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
      outer.end(payload.output());
    }
  }

  /** Ends the run with what it answered; only the first end of a run counts. */
  public void end(@Nullable Object output) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    payload.answered(output);
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
    span.fail(thrown);
    AgentRun outer = enclosing;
    if (outer != null) {
      outer.fail(thrown);
    }
  }

  /**
   * Ends the run because its stream was; does nothing if it does not stream.
   *
   * @param reason why, as {@code clew.end_reason} has it
   */
  public void streamStopped(String reason) {
    if (!streaming || !ended.compareAndSet(false, true)) {
      return;
    }
    Outcome.stopped(reason).apply(span);
    AgentRun outer = enclosing;
    if (outer != null) {
      outer.streamStopped(reason);
    }
  }
}
