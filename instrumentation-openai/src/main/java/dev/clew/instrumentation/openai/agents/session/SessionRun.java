// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.core.JsonField;
import com.openai.models.beta.agents.AgentFunctionCallItem;
import com.openai.models.beta.agents.AgentOutputItem;
import com.openai.models.beta.agents.AgentSendSubagentInputCallItem;
import com.openai.models.beta.agents.AgentSession;
import com.openai.models.beta.agents.AgentSessionEvent;
import com.openai.models.beta.agents.AgentSessionStreamParams;
import com.openai.models.beta.agents.AgentSessionTurnOutputTextDeltaEvent;
import com.openai.models.beta.agents.SessionTurnError;
import com.openai.models.beta.agents.TokenUsage;
import com.openai.models.beta.agents.sessions.SessionCreateParams;
import com.openai.models.beta.agents.sessions.turns.Turn;
import dev.clew.api.hook.AbandonmentWatcher;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.http.ServiceClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a session, from the call that opens it to the end of its turn.
 *
 * <p>Everything is learned from the events that pass by. The stream itself cannot be wrapped,
 * because the library casts it back to its own class. Events arrive one at a time, closing and
 * abandonment from any thread, so the lock is hardly ever contended. Nothing here throws.
 */
public final class SessionRun {
  private static final int MAX_OPEN = 256;

  private final CallObservations observations;
  private final Tracer tracer;
  private final Context caller;
  private final AgentSpan root;
  private final Object params;
  private final Subagents subagents;
  private final Map<String, AgentSpan> turns = new HashMap<>();
  private final ItemSpans items;
  private @Nullable ToolSpan tool;
  private @Nullable Runnable unwatch;
  private boolean ended;

  private SessionRun(CallObservations observations, Context caller, AgentSpan root, Object params) {
    this.observations = observations;
    this.tracer = observations.tracer();
    this.caller = caller;
    this.root = root;
    this.params = params;
    this.items = new ItemSpans(tracer, root);
    this.subagents = new Subagents(tracer, root);
  }

  /**
   * Starts a run on the thread that opens the stream.
   *
   * @param params the parameters with which the session is created or its stream is opened
   * @return null if it is not recorded
   */
  public static @Nullable SessionRun begin(
      CallObservations observations, ServiceClient client, Object params) {
    Context caller = Context.current();
    AgentSpan root = new AgentSpan(observations.tracer(), caller, client);
    if (!root.span().isRecording()) {
      return null;
    }
    if (params instanceof SessionCreateParams creation) {
      root.creation(creation);
    } else if (params instanceof AgentSessionStreamParams turn) {
      root.input(turn.getInput());
      root.span().setGroupId(turn.getSessionId());
    }
    return new SessionRun(observations, caller, root, params);
  }

  /** Returns whether the stream is being opened with these parameters, by whatever method. */
  @SuppressWarnings("ReferenceEquality") // the library passes on the same object
  public boolean isOpenedWith(Object otherParams) {
    return params == otherParams;
  }

  /** Returns the context for work of the agent. */
  public Context context() {
    return root.context();
  }

  /** Returns the context in which the stream was opened. */
  public Context caller() {
    return caller;
  }

  /** Returns the span of the agent. */
  public Span span() {
    return root.span();
  }

  /** Records the names of the tools for which the library has handlers. */
  public synchronized void handles(Set<?> names) {
    if (!names.isEmpty()) {
      Set<String> known = new HashSet<>();
      names.forEach(name -> known.add(String.valueOf(name)));
      items.handled(known);
    }
  }

  /** Ends the run as abandoned once {@code owner}, on which its end now depends, is unreachable. */
  public void watch(Object owner) {
    AbandonmentWatcher watcher = observations.watcher();
    AbandonmentWatcher.Watch watch =
        watcher.watch(owner, () -> finish(Outcome.stopped("abandoned")));
    Runnable next = () -> watcher.release(watch);
    Runnable previous;
    synchronized (this) {
      previous = ended ? next : unwatch;
      unwatch = ended ? null : next;
    }
    if (previous != null) {
      previous.run();
    }
  }

  /** Records the session as it was before the turn. */
  public synchronized void session(AgentSession session) {
    if (!ended) {
      root.session(session);
      session._id().asString().ifPresent(root.span()::setGroupId);
    }
  }

  /** Records an event on its way to the application. */
  public synchronized void event(AgentSessionEvent event) {
    try {
      if (!ended) {
        accept(event);
      }
    } catch (Throwable internalFailure) {
      observations.failures().report(SessionRun.class, internalFailure);
      root.span().addEvent("clew could not capture", internalFailure.getClass().getName());
    }
  }

  /** Ends the run because the application, or the library on its behalf, has closed the stream. */
  public void closed() {
    finish(Outcome.stopped("closed_early"));
  }

  /** Ends the run because the application took the raw response without parsing it as a stream. */
  public void unparsed() {
    root.span().setAttribute(Outcome.END_REASON, "unparsed");
    finish(Outcome.COMPLETED);
  }

  /** Ends the run because opening or reading the stream failed. */
  public void failed(Throwable thrown) {
    SpanError error = SpanError.of(thrown);
    finish(
        error.throwable() instanceof CancellationException
            ? Outcome.stopped("cancelled")
            : Outcome.failed(error));
  }

  /** Ends the run because the stream has no more events. */
  public synchronized void exhausted() {
    // A session may be created without a task; then there is no turn to wait for.
    finish(
        root.hasHadTurn()
            ? Outcome.failed(SpanError.of("incomplete_stream", "the stream ended before its turn"))
            : Outcome.COMPLETED);
  }

  /** Starts the span of a tool run; returns null if no handler is called for it. */
  public synchronized @Nullable ToolSpan tool(AgentFunctionCallItem call) {
    if (ended || !items.isHandled(call._name().asString().orElse(""))) {
      return null;
    }
    tool = new ToolSpan(tracer, turnOf(call._turnId()), call);
    return tool;
  }

  /** Returns the tool run for {@code call}, or null; the library runs one tool at a time. */
  public synchronized @Nullable ToolSpan running(AgentFunctionCallItem call) {
    return tool != null && tool.isFor(call) ? tool : null;
  }

  private void accept(AgentSessionEvent event) {
    if (event.isTurnOutputTextDelta()) {
      delta(event.asTurnOutputTextDelta());
    } else if (event.isTurnItemAdded()) {
      var added = event.asTurnItemAdded();
      added(added._turnId(), added._item().asKnown().orElse(null));
    } else if (event.isTurnItemDone()) {
      var done = event.asTurnItemDone();
      done(done._turnId(), done._item().asKnown().orElse(null));
    } else if (event.isTurnCreated()) {
      begin(event.asTurnCreated()._turn());
    } else if (event.isTurnInProgress()) {
      begin(event.asTurnInProgress()._turn());
    } else if (event.isTurnCompleted()) {
      var done = event.asTurnCompleted();
      end(done._turn(), done._usage(), Outcome.COMPLETED);
    } else if (event.isTurnFailed()) {
      var done = event.asTurnFailed();
      end(done._turn(), done._usage(), Outcome.failed(error(done._turn())));
    } else if (event.isTurnCancelled()) {
      var done = event.asTurnCancelled();
      end(done._turn(), done._usage(), Outcome.stopped("cancelled"));
    } else if (!subagents.accept(event)) {
      ofSession(event);
    }
  }

  private void ofSession(AgentSessionEvent event) {
    if (event.isCreated()) {
      event.asCreated()._session().asKnown().ifPresent(this::session);
    } else if (event.isRequiresAction()) {
      event.asRequiresAction()._session().asKnown().ifPresent(this::session);
    } else if (event.isIdle()) {
      event.asIdle()._session().asKnown().ifPresent(this::session);
    } else if (event.isFailed()) {
      AgentSession failed = event.asFailed()._session().asKnown().orElse(null);
      if (failed != null) {
        session(failed);
      }
      String message = failed == null ? null : failed._error().asString().orElse(null);
      finish(Outcome.failed(SpanError.of("session_failed", message)));
    } else if (event.isError()) {
      var error = event.asError()._error().asKnown().orElse(null);
      String message = error == null ? null : error._message().asString().orElse(null);
      finish(Outcome.failed(SpanError.of("session_error", message)));
    }
  }

  private AgentSpan turnOf(JsonField<String> turnId) {
    return turnId.asString().map(turns::get).orElse(root);
  }

  private void begin(JsonField<Turn> field) {
    Turn turn = field.asKnown().orElse(null);
    String id = turn == null ? null : turn._id().asString().orElse(null);
    if (turn == null || id == null || turns.containsKey(id) || turns.size() >= MAX_OPEN) {
      return;
    }
    AgentSpan agent = subagents.agent(turn._subagentId());
    boolean ofSubagent = turn._subagentId().asString().isPresent();
    if (ofSubagent == (agent != root) && !(agent == root && root.hasHadTurn())) {
      turns.put(id, agent);
      agent.beginTurn(tracer, id);
    }
  }

  private void end(JsonField<Turn> field, JsonField<TokenUsage> counted, Outcome outcome) {
    begin(field); // the stream may have been opened in the middle of the turn
    Turn turn = field.asKnown().orElse(null);
    AgentSpan agent = turn == null ? null : turns.remove(turn._id().asString().orElse(""));
    if (turn == null || agent == null) {
      if (turn != null && turn._subagentId().asString().isPresent()) {
        root.dropped("turns");
      }
      return;
    }
    TokenUsage usage = counted.asKnown().or(() -> turn._usage().asKnown()).orElse(null);
    agent.endTurn(usage, outcome);
    if (agent == root) {
      finish(outcome);
    }
  }

  private static SpanError error(JsonField<Turn> turn) {
    SessionTurnError error = turn.asKnown().flatMap(one -> one._error().asKnown()).orElse(null);
    return error == null
        ? SpanError.of("turn_failed", null)
        : SpanError.of(
            error._code().asKnown().map(String::valueOf).orElse("turn_failed"),
            error._message().asString().orElse(null));
  }

  private void delta(AgentSessionTurnOutputTextDeltaEvent delta) {
    root.span().recordFirstChunk();
    TurnSpan turn = turnOf(delta._turnId()).turn();
    if (turn != null) {
      turn.delta(delta._itemId().asString().orElse(null), delta._delta().asString().orElse(null));
    }
  }

  private void added(JsonField<String> turnId, @Nullable Object union) {
    TurnItem output = TurnItem.output(union);
    TurnItem item = output == null ? TurnItem.of(union) : null;
    if (output != null) {
      items.answered(output);
    } else if (item != null && !item.isOfUser()) {
      AgentSpan agent = keep(turnId, item, false);
      items.added(agent, item);
    }
  }

  private void done(JsonField<String> turnId, @Nullable AgentOutputItem union) {
    TurnItem item = TurnItem.of(union);
    if (item == null || union == null) {
      return;
    }
    AgentSpan agent = keep(turnId, item, true);
    items.done(agent, item);
    if (union.isSendSubagentInputCall()) {
      instructed(union.asSendSubagentInputCall(), item);
    } else if (union.isCreateSubagentCall() && item.isFailed()) {
      subagents.handoff(
          agent, "subagent", Outcome.failed(SpanError.of("handoff_failed", "not created")));
    }
  }

  private AgentSpan keep(JsonField<String> turnId, TurnItem item, boolean done) {
    AgentSpan agent = turnOf(turnId);
    TurnSpan turn = agent.turn();
    if (turn != null) {
      turn.keep(item, done);
    }
    return agent;
  }

  private void instructed(AgentSendSubagentInputCallItem sent, TurnItem item) {
    AgentSpan target = subagents.agent(sent._recipientAgentId());
    sent._content().asKnown().ifPresent(target == root ? ignored -> {} : target::input);
    subagents.handoff(
        subagents.agent(sent._senderAgentId()),
        target.name(),
        item.isFailed()
            ? Outcome.failed(SpanError.of("handoff_failed", "not sent"))
            : Outcome.COMPLETED);
  }

  private void finish(Outcome outcome) {
    Runnable released;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      released = unwatch;
      unwatch = null;
      if (tool != null) {
        tool.end(null, new CancellationException());
      }
      Outcome unfinished =
          Outcome.stopped(outcome.reason() == null ? "turn over" : outcome.reason());
      items.end(unfinished);
      subagents.end(unfinished);
      turns.clear();
      root.end(outcome);
    }
    if (released != null) {
      released.run();
    }
  }
}
