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
 * One run of an agent: its span, and state shared by the hooks below it.
 *
 * <p>Where a framework calls an agent through several hooked layers, the outermost one starts the
 * run and the next one {@linkplain #claim claims} it.
 */
public final class AgentRun {
  private static final ContextKey<AgentRun> KEY = ContextKey.named("agent");

  /** The agent whose model requested the current tool. */
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
   * Starts the span of a run under {@code parent}. If a tool of another agent makes the call, that
   * agent's model has handed off, which is recorded as a span of its own, as is the handoff between
   * two steps of a workflow.
   *
   * @param method the called method, by which a layer below can claim the run; null if there is
   *     none
   */
  public static AgentRun start(
      Tracer tracer, Context parent, AgentPayload payload, @Nullable Method method) {
    AgentRun caller = parent.get(KEY);
    if (caller != null && parent.get(ASKED_BY) == caller) {
      caller.handOff(tracer, parent, payload);
    } else if (payload.type() == SpanType.AGENT) {
      WorkflowStep.agentStarts(tracer, parent, caller);
    }
    Span span = tracer.start(parent, payload.type(), payload.name(), payload);
    return new AgentRun(payload, method, span, parent);
  }

  /** A library's internal work, such as a supervisor's planning, takes part in no handoff. */
  private void handOff(Tracer tracer, Context tool, AgentPayload to) {
    if (payload.type() == SpanType.AGENT && to.type() == SpanType.AGENT) {
      HandoffData data = new HandoffData(payload.name(), to.name(), Handoff.BY_MODEL);
      Handoff.start(tracer, tool, data).end();
    }
  }

  /** Returns {@code context} marked as that of a tool requested by its agent, if it has one. */
  public static Context inTool(Context context) {
    AgentRun agent = context.get(KEY);
    return agent == null ? context : context.with(ASKED_BY, agent);
  }

  /** Returns the run that the current span represents, or null if it represents something else. */
  public static @Nullable AgentRun current() {
    return of(Context.current());
  }

  /** Returns the run that the span of {@code context} represents, or null. */
  public static @Nullable AgentRun of(Context context) {
    AgentRun run = context.get(KEY);
    return run != null && run.span == context.span() ? run : null;
  }

  /**
   * Returns the run whose model asks for a tool that runs in {@code context}: the one that its span
   * represents or, in a step of a workflow, the workflow. Null if neither is known.
   */
  public static @Nullable AgentRun asking(Context context) {
    AgentRun run = of(context);
    return run != null ? run : WorkflowStep.workflow(context, context.get(KEY));
  }

  /** Returns true once, for the layer below that carries out the same call. */
  public boolean claim(Method called) {
    return called.equals(method) && claimed.compareAndSet(false, true);
  }

  /** Returns the context in which the run's span is current. */
  public Context context() {
    return context;
  }

  /** Returns the context in which the run started. */
  public Context parent() {
    return parent;
  }

  /** Returns the run's span. */
  public Span span() {
    return span;
  }

  /** Groups the trace by the memory id that the caller passed. */
  public void setGroupId(String id) {
    groupId = id;
    span.setGroupId(id);
  }

  /** Returns the payload, for modules to add details. */
  public AgentPayload payload() {
    return payload;
  }

  /** Records that the agent calls a model, whether to answer or to choose the next agent. */
  public void recordModelCall() {
    Decision decision = Context.current().get(Decision.KEY);
    if (decision != null) {
      decision.recordModelCall();
    }
  }

  /** Returns the agent's name. */
  public String name() {
    return payload.name();
  }

  /** Adds a detail that becomes known while the agent runs; the first value of a key wins. */
  public void addDetail(String key, @Nullable Object value) {
    payload.addDetail(key, value);
  }

  /**
   * Marks the run as streaming: it continues after its method has returned, until the returned
   * stream ends.
   */
  public void markStreaming() {
    streaming = true;
  }

  /** Returns whether the run ends with its stream rather than its method. */
  public boolean isStreaming() {
    return streaming;
  }

  /**
   * Records that the stream was started; from now on its handler ends the run.
   *
   * @return this run, or a new one if the stream was started before
   */
  public AgentRun streamStarted(Tracer tracer) {
    if (streamStarted.compareAndSet(false, true)) {
      return this;
    }
    AgentPayload again = payload.forNextRun();
    Span next = tracer.start(parent, again.type(), again.name(), again);
    AgentRun run = new AgentRun(again, method, next, parent);
    run.markStreaming();
    run.streamStarted.set(true);
    if (groupId != null) {
      run.setGroupId(groupId);
    }
    return run;
  }

  /** Ends the run if its stream was abandoned without being started. */
  public void streamAbandoned() {
    if (!streamStarted.get()) {
      streamStopped("abandoned");
    }
  }

  /** Records that a handler for another model call was created. */
  public void roundStarted() {
    rounds.incrementAndGet();
  }

  /** Returns how many model calls a stream has started. */
  public int rounds() {
    return rounds.get();
  }

  /** Records that output guardrails replaced the model's answer; the last replacement counts. */
  public void replaceAnswer(String answer) {
    rewritten = answer;
  }

  /**
   * Returns the replacement for {@code answer} that the caller receives, or {@code answer} itself.
   */
  public @Nullable Object finalAnswer(@Nullable Object answer) {
    String replacement = rewritten;
    return replacement != null ? replacement : answer;
  }

  /** Ends {@code outer} together with this run, whose stream it returns. */
  public void endTogetherWith(AgentRun outer) {
    if (outer == this) {
      return;
    }
    outer.markStreaming();
    enclosing = outer;
    if (ended.get()) {
      outer.end(payload.output());
    }
  }

  /** Ends the run with its answer; only the first call of an end method has an effect. */
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
   * Ends the run because its stream ended early; does nothing if it is not streaming.
   *
   * @param reason the value of {@code clew.end_reason}
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
