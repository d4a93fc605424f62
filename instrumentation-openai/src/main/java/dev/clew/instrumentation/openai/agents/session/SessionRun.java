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
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a session, from the call that opens it to the end of its turn.
 *
 * <p>Learns everything from the events that pass by; the stream itself is left as it is, because
 * the library casts it back to its own class. Events come one at a time, closing and giving up from
 * anywhere: the lock is hardly ever contended. Nothing here throws.
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
  private boolean over;

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
   * Begins a run on the thread that opens the stream.
   *
   * @param params what the session is created, or its stream opened with
   * @return null if nothing is kept of it
   */
  public static @Nullable SessionRun begin(
      CallObservations observations, Client client, Object params) {
    Context caller = Context.current();
    AgentSpan root = new AgentSpan(observations.tracer(), caller, client);
    if (!root.span().isRecording()) {
      return null;
    }
    if (params instanceof SessionCreateParams creation) {
      root.asked(creation);
    } else if (params instanceof AgentSessionStreamParams turn) {
      root.given(turn.getInput());
      root.span().groupId(turn.getSessionId());
    }
    return new SessionRun(observations, caller, root, params);
  }

  /** Tells whether the stream is opened with these parameters, in whatever call. */
  @SuppressWarnings("ReferenceEquality") // the library passes the very object on
  public boolean isOpenedWith(Object others) {
    return params == others;
  }

  /** Returns the context of what is done for the agent. */
  public Context context() {
    return root.context();
  }

  /** Returns the context that the stream was opened in. */
  public Context caller() {
    return caller;
  }

  /** Returns the span of the agent. */
  public Span span() {
    return root.span();
  }

  /** Takes the names of the tools that the library has handlers for. */
  public synchronized void handles(Set<?> names) {
    if (!names.isEmpty()) {
      Set<String> known = new HashSet<>();
      names.forEach(name -> known.add(String.valueOf(name)));
      items.handled(known);
    }
  }

  /** Ends the run when nothing refers to {@code owner}, which the end now depends on, any more. */
  public void watch(Object owner) {
    AbandonmentWatcher watcher = observations.watcher();
    AbandonmentWatcher.Watch watch =
        watcher.watch(owner, () -> finish(Outcome.stopped("abandoned")));
    Runnable next = () -> watcher.release(watch);
    Runnable previous;
    synchronized (this) {
      previous = over ? next : unwatch;
      unwatch = over ? null : next;
    }
    if (previous != null) {
      previous.run();
    }
  }

  /** Takes the session as it was before the turn. */
  public synchronized void session(AgentSession session) {
    if (!over) {
      root.session(session);
      session._id().asString().ifPresent(root.span()::groupId);
    }
  }

  /** Takes an event on its way to the application. */
  public synchronized void event(AgentSessionEvent event) {
    try {
      if (!over) {
        accept(event);
      }
    } catch (Throwable internalFailure) {
      observations.failures().failed(SessionRun.class, internalFailure);
      root.span().event("clew could not capture", internalFailure.getClass().getName());
    }
  }

  /** The application, or the library for it, has closed the stream. */
  public void closed() {
    finish(Outcome.stopped("closed_early"));
  }

  /** The application keeps the response, but not the stream that it could be parsed to. */
  public void unparsed() {
    root.span().attribute(Outcome.END_REASON, "unparsed");
    finish(Outcome.COMPLETED);
  }

  /** StreamOpening or reading the stream has failed. */
  public void failed(Throwable thrown) {
    SpanError error = SpanError.of(thrown);
    finish(
        error.throwable() instanceof CancellationException
            ? Outcome.stopped("cancelled")
            : Outcome.failed(error));
  }

  /** The stream has no more events. */
  public synchronized void exhausted() {
    // A session may be created without anything to do; then there is no turn to wait for.
    finish(
        root.hasHadTurn()
            ? Outcome.failed(SpanError.of("incomplete_stream", "the stream ended before its turn"))
            : Outcome.COMPLETED);
  }

  /** Begins the run of a tool; null if no handler is called for it. */
  public synchronized @Nullable ToolSpan tool(AgentFunctionCallItem call) {
    if (over || !items.isHandled(call._name().asString().orElse(""))) {
      return null;
    }
    tool = new ToolSpan(tracer, turnOf(call._turnId()), call);
    return tool;
  }

  /** Returns the tool that runs for {@code call}, or null; the library runs one at a time. */
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
      String said = failed == null ? null : failed._error().asString().orElse(null);
      finish(Outcome.failed(SpanError.of("session_failed", said)));
    } else if (event.isError()) {
      var error = event.asError()._error().asKnown().orElse(null);
      String said = error == null ? null : error._message().asString().orElse(null);
      finish(Outcome.failed(SpanError.of("session_error", said)));
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
    root.span().firstChunk();
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
    sent._content().asKnown().ifPresent(target == root ? ignored -> {} : target::given);
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
      if (over) {
        return;
      }
      over = true;
      released = unwatch;
      unwatch = null;
      if (tool != null) {
        tool.end(null, new CancellationException());
      }
      Outcome left = Outcome.stopped(outcome.reason() == null ? "turn over" : outcome.reason());
      items.end(left);
      subagents.end(left);
      turns.clear();
      root.end(outcome);
    }
    if (released != null) {
      released.run();
    }
  }
}
