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

/** The subagents at work, and what control is passed to them. Guarded by the {@link SessionRun}. */
final class Subagents {
  private static final int MAX_OPEN = 256;

  private final Tracer tracer;
  private final AgentSpan root;
  private final Map<String, AgentSpan> open = new LinkedHashMap<>();

  Subagents(Tracer tracer, AgentSpan root) {
    this.tracer = tracer;
    this.root = root;
  }

  /** Returns the subagent of the id; everything else belongs to the session's own agent. */
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
    AgentSpan begun = open(created);
    if (begun == null) {
      root.dropped("subagents");
    } else {
      handoff(agent(created._parentAgentId()), begun.name(), Outcome.COMPLETED);
    }
  }

  /** Begins a subagent unless it is known to be at work; null if there are too many. */
  private @Nullable AgentSpan open(Subagent subagent) {
    String id = subagent._id().asString().orElse("");
    AgentSpan begun = open.get(id);
    if (begun == null && open.size() < MAX_OPEN) {
      begun = agent(subagent._parentAgentId()).begin(tracer, subagent);
      open.put(id, begun);
    }
    return begun;
  }

  private void closed(Subagent closed) {
    AgentSpan ended = open.remove(closed._id().asString().orElse(""));
    if (ended != null) {
      ended.end(ended.turn() == null ? Outcome.COMPLETED : Outcome.stopped("closed"));
    }
  }

  /** Notes that a model has passed control on; takes no time of its own. */
  void handoff(AgentSpan source, String target, Outcome outcome) {
    HandoffData data = new HandoffData(source.name(), target, Handoff.BY_MODEL);
    source.handsTo(target);
    outcome.apply(Handoff.start(tracer, source.context(), data));
  }

  /** Ends all, the ones that others created first. */
  void end(Outcome outcome) {
    List<AgentSpan> innerFirst = new ArrayList<>(open.values());
    Collections.reverse(innerFirst);
    for (AgentSpan agent : innerFirst) {
      // One that waits for its next turn has done its work.
      agent.end(agent.turn() == null ? Outcome.COMPLETED : outcome);
    }
    open.clear();
  }
}
