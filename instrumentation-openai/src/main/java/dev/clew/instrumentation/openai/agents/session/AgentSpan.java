// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.models.beta.agents.AgentSession;
import com.openai.models.beta.agents.Subagent;
import com.openai.models.beta.agents.TokenUsage;
import com.openai.models.beta.agents.sessions.SessionCreateParams;
import dev.clew.api.data.AgentData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The span of an agent in a session: the session's own agent or a subagent. Guarded by its run. */
final class AgentSpan implements Payload {
  static final String UNNAMED = "agent session";
  private static final int MAX_NAMES = 64;

  private final ServiceClient client;
  private final Context context;
  private final Span span;
  private final @Nullable AgentSpan parent;
  private final @Nullable Subagent subagent;
  private final Set<String> handoffs = new LinkedHashSet<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private @Nullable SessionCreateParams creation;
  private @Nullable List<?> input;
  private @Nullable AgentSession session;
  private @Nullable TurnSpan turn;
  private @Nullable TurnSpan lastTurn;

  /** Starts the span of the session's own agent. */
  AgentSpan(Tracer tracer, Context caller, ServiceClient client) {
    this(tracer, caller, client, UNNAMED, null, null);
  }

  private AgentSpan(
      Tracer tracer,
      Context above,
      ServiceClient client,
      String name,
      @Nullable AgentSpan parent,
      @Nullable Subagent subagent) {
    this.client = client;
    this.parent = parent;
    this.subagent = subagent;
    this.span = tracer.start(above, SpanType.AGENT, name, this);
    this.context = above.with(span);
  }

  /** Starts the span of an agent that this one has created. */
  AgentSpan begin(Tracer tracer, Subagent created) {
    AgentSpan started = new AgentSpan(tracer, context, client, nameOf(created), this, created);
    started.input = created._instructions().asKnown().orElse(null);
    return started;
  }

  private static String nameOf(Subagent subagent) {
    return subagent._name().asString().or(() -> subagent._id().asString()).orElse("subagent");
  }

  ServiceClient client() {
    return client;
  }

  Context context() {
    return context;
  }

  Span span() {
    return span;
  }

  void creation(SessionCreateParams params) {
    creation = params;
  }

  void input(@Nullable List<?> messages) {
    input = messages;
  }

  void session(AgentSession latest) {
    session = latest;
  }

  void addHandoff(String name) {
    if (handoffs.size() < MAX_NAMES) {
      handoffs.add(name);
    }
  }

  /** Counts something that got no span because too many were open. */
  void dropped(String what) {
    dropped.merge("dropped_" + what, 1L, Long::sum);
  }

  String name() {
    if (subagent != null) {
      return nameOf(subagent);
    }
    AgentSession.Agent agent = agent();
    return agent == null
        ? creation == null ? UNNAMED : creation._agentId().asString().orElse(UNNAMED)
        : agent._name().asString().or(() -> agent._id().asString()).orElse(UNNAMED);
  }

  /** Returns the id by which items refer to the agent, if known. */
  @Nullable String id() {
    AgentSession.Agent agent = agent();
    return agent == null ? null : agent._id().asString().orElse(null);
  }

  @Nullable String model() {
    AgentSession.Agent agent = agent();
    if (agent != null) {
      return agent._model().asString().orElse(null);
    } else if (creation != null) {
      return creation._agent().asKnown().flatMap(inline -> inline._model().asString()).orElse(null);
    }
    return parent == null ? null : parent.model();
  }

  private AgentSession.@Nullable Agent agent() {
    return session == null ? null : session._agent().asKnown().orElse(null);
  }

  boolean hasHadTurn() {
    return lastTurn != null;
  }

  @Nullable TurnSpan turn() {
    return turn;
  }

  void beginTurn(Tracer tracer, String id) {
    endTurn(null, Outcome.stopped("another turn"));
    turn = new TurnSpan(tracer, this, id);
    lastTurn = turn;
  }

  void endTurn(@Nullable TokenUsage usage, Outcome outcome) {
    TurnSpan ended = turn;
    turn = null;
    if (ended != null) {
      ended.end(usage, outcome);
    }
  }

  /** Ends the agent's span and that of an unfinished turn. */
  void end(Outcome outcome) {
    endTurn(null, outcome);
    outcome.apply(span);
  }

  @Override
  public long retainedBytes() {
    long bytes = 8_192 + SessionSize.ofMessages(input); // the turns count their own content
    if (creation != null) {
      bytes += SessionSize.of(creation);
    }
    AgentSession.Agent agent = agent();
    return bytes + (agent == null ? 0 : SessionSize.of(agent._instructions()));
  }

  /** Returns the agent's input, which the current turn is about. */
  List<Message> input() {
    if (input != null) {
      return SessionMessages.ofInput(SessionMessages.tree(input));
    }
    return creation == null
        ? List.of()
        : SessionMessages.ofInput(OpenAiJson.read(creation._body()).values().get("input"));
  }

  @Override
  public AgentData render() {
    JsonTree agent = settings();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    if (session != null) {
      details.put("session_id", session._id().asString().orElse(null));
    }
    details.put(
        "agent_id", subagent == null ? agent.text("id") : subagent._id().asString().orElse(null));
    details.put("model", model());
    details.putAll(dropped);
    details.values().removeIf(value -> value == null);
    return new AgentData(
        name(),
        null,
        agent.text("instructions"),
        List.copyOf(handoffs),
        tools(agent),
        null,
        inputs(),
        lastTurn == null ? null : lastTurn.answer(),
        details);
  }

  private JsonTree settings() {
    if (session != null) {
      return OpenAiJson.read(session).object("agent");
    }
    return creation == null ? JsonTree.EMPTY : OpenAiJson.read(creation._body()).object("agent");
  }

  private Map<String, @Nullable Object> inputs() {
    StringBuilder text = new StringBuilder();
    for (Message message : input()) {
      message.parts().stream()
          .filter(Part.Text.class::isInstance)
          .map(Part.Text.class::cast)
          .forEach(part -> text.append(text.isEmpty() ? "" : "\n").append(part.text()));
    }
    return text.isEmpty() ? Map.of() : Map.of("input", text.toString());
  }

  private static List<String> tools(JsonTree agent) {
    List<String> names = new ArrayList<>();
    for (JsonTree tool : agent.objects("tools")) {
      String name = tool.text("name");
      String server = tool.text("server_label");
      names.add(name != null ? name : server != null ? server : tool.textOrEmpty("type"));
    }
    return names;
  }
}
