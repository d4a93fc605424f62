// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.core.JsonField;
import com.openai.models.beta.agents.AgentSessionEvent;
import com.openai.models.beta.agents.Subagent;
import dev.clew.api.data.HandoffData;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.Handoff;
import dev.clew.kit.call.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The active subagents and the handoffs to them. Guarded by the {@link SessionRun}. */
final class Subagents {
  private static final int MAX_OPEN = 256;

  private final Tracer tracer;
  private final AgentSpan root;
  private final Map<String, AgentSpan> open = new LinkedHashMap<>();

  Subagents(Tracer tracer, AgentSpan root) {
    this.tracer = tracer;
    this.root = root;
  }

  /** Returns the subagent with the id, or else the session's own agent. */
  AgentSpan agent(JsonField<String> id) {
    return id.asString().map(open::get).orElse(root);
  }

  /** Returns whether the event was about a subagent. */
  boolean accept(AgentSessionEvent event) {
    if (event.isSubagentCreated()) {
      event.asSubagentCreated()._subagent().asKnown().ifPresent(this::created);
      return true;
    } else if (event.isSubagentActive()) {
      event.asSubagentActive()._subagent().asKnown().ifPresent(this::open);
      return true;
    } else if (event.isSubagentClosed()) {
      event.asSubagentClosed()._subagent().asKnown().ifPresent(this::closed);
      return true;
    }
    return false;
  }

  private void created(Subagent created) {
    AgentSpan started = open(created);
    if (started == null) {
      root.dropped("subagents");
    } else {
      handoff(agent(created._parentAgentId()), started.name(), Outcome.COMPLETED);
    }
  }

  /** Starts a subagent's span unless it has one; returns null if there are too many. */
  private @Nullable AgentSpan open(Subagent subagent) {
    String id = subagent._id().asString().orElse("");
    AgentSpan started = open.get(id);
    if (started == null && open.size() < MAX_OPEN) {
      started = agent(subagent._parentAgentId()).begin(tracer, subagent);
      open.put(id, started);
    }
    return started;
  }

  private void closed(Subagent closed) {
    AgentSpan ended = open.remove(closed._id().asString().orElse(""));
    if (ended != null) {
      ended.end(ended.turn() == null ? Outcome.COMPLETED : Outcome.stopped("closed"));
    }
  }

  /** Records that a model has handed off; the span has no duration. */
  void handoff(AgentSpan source, String target, Outcome outcome) {
    HandoffData data = new HandoffData(source.name(), target, Handoff.BY_MODEL);
    source.addHandoff(target);
    outcome.apply(Handoff.start(tracer, source.context(), data));
  }

  /** Ends all subagents, those created by others first. */
  void end(Outcome outcome) {
    List<AgentSpan> innerFirst = new ArrayList<>(open.values());
    Collections.reverse(innerFirst);
    for (AgentSpan agent : innerFirst) {
      // A subagent that waits for its next turn has completed its work.
      agent.end(agent.turn() == null ? Outcome.COMPLETED : outcome);
    }
    open.clear();
  }
}
