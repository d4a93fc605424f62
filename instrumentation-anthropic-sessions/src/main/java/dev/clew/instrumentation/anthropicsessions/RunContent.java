// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Payload;
import dev.clew.kit.agent.Handoff;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of the span of an agent's run: the events that are messages, by reference. */
final class RunContent implements Payload {
  private static final int MAX_EVENTS = 256;
  private static final long MAX_BYTES = 4_000_000;
  private static final Set<String> INPUT =
      Set.of("user.message", "user.define_outcome", "system.message");

  private final ServiceClient client;
  private final Session session;
  private final @Nullable String thread;
  private final @Nullable Object agent;
  private final List<SessionEvent> history = new ArrayList<>();
  private final Set<String> handoffs = new LinkedHashSet<>();
  private List<SessionEvent> sent = List.of();
  private @Nullable SessionEvent answer;
  private @Nullable String stopReason;
  private long bytes;
  private long dropped;

  RunContent(ServiceClient client, Session session, @Nullable String thread) {
    this.client = client;
    this.session = session;
    this.thread = thread;
    this.agent = session.agent();
  }

  ServiceClient client() {
    return client;
  }

  String name() {
    String known = Fields.BY_NAME.text(agent, "_name");
    return known == null ? "session" : known;
  }

  @Nullable String model() {
    Object model = Fields.BY_NAME.read(Fields.BY_NAME.read(agent, "_model"), "_id");
    return model instanceof String text ? text : Fields.BY_NAME.text(model, "_value");
  }

  /** Returns whether the events are those of a single thread. */
  boolean isOfThread() {
    return thread != null;
  }

  /** Keeps a message, or counts it if there are too many. */
  void keep(SessionEvent event) {
    long size = event.retainedBytes();
    if (event.type().equals("agent.message")) {
      answer = event;
    }
    if (history.size() < MAX_EVENTS && bytes + size <= MAX_BYTES) {
      history.add(event);
      bytes += size;
    } else {
      dropped++;
    }
  }

  /** Returns the messages so far, which are the input of the next model request. */
  List<SessionEvent> history() {
    return List.copyOf(history);
  }

  void dropped() {
    dropped++;
  }

  void stopReason(@Nullable String reason) {
    stopReason = reason;
  }

  /** Completes the content before its span ends. */
  void complete() {
    sent = session.takeSent();
  }

  /** Adds a hand-over to another agent, made by the model or a workflow. */
  HandoffData handoff(String target, boolean byWorkflow) {
    if (handoffs.size() < MAX_EVENTS) {
      handoffs.add(target);
    }
    return new HandoffData(name(), target, byWorkflow ? Handoff.BY_WORKFLOW : Handoff.BY_MODEL);
  }

  @Override
  public long retainedBytes() {
    return 8_192 + bytes;
  }

  @Override
  public AgentData render() {
    JsonTree settings = SessionJson.read(agent);
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("session_id", session.id());
    details.put("thread_id", thread);
    details.put("agent_id", settings.text("id"));
    details.put("model", model());
    details.put("stop_reason", stopReason);
    details.put("dropped_events", dropped == 0 ? null : dropped);
    details.values().removeIf(Objects::isNull);
    List<Message> input = EventMessages.of(history.stream().filter(RunContent::isInput).toList());
    if (input.isEmpty()) { // the stream was opened too late to repeat it
      input = EventMessages.of(sent.stream().filter(RunContent::isInput).toList());
    }
    SessionEvent last = answer;
    return new AgentData(
        name(),
        settings.text("description"),
        settings.text("system"),
        List.copyOf(handoffs),
        tools(settings),
        null,
        input.isEmpty() ? Map.of() : Map.of("input", EventMessages.text(input)),
        last == null ? null : EventMessages.text(EventMessages.of(List.of(last))),
        details);
  }

  private static boolean isInput(SessionEvent event) {
    return INPUT.contains(event.type());
  }

  /** Returns the names of tools, of MCP servers, and of what else the agent may use. */
  private static List<String> tools(JsonTree settings) {
    List<String> names = new ArrayList<>();
    for (JsonTree tool : settings.objects("tools")) {
      String name = tool.text("name");
      String server = tool.text("mcp_server_name");
      names.add(name != null ? name : server != null ? server : tool.textOrEmpty("type"));
    }
    return names;
  }
}
