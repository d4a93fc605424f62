// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.agent.Handoff;
import dev.clew.kit.call.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a session's agent, from a task until the session is idle again, and the spans below
 * it. Guarded by the {@link SessionStream}.
 */
final class SessionRun {
  private static final int MAX_OPEN = 256;

  private final Tracer tracer;
  private final RunContent content;
  private final Span span;
  private final Context context;
  private final Map<String, ModelRequest> requests = new LinkedHashMap<>();
  private final Map<String, ToolUse> tools = new LinkedHashMap<>();
  private final Map<String, Subagent> subagents = new LinkedHashMap<>();
  private @Nullable ModelRequest latest;

  SessionRun(Tracer tracer, RunContent content, Span span, Context caller) {
    this.tracer = tracer;
    this.content = content;
    this.span = span;
    this.context = caller.with(span);
  }

  Span span() {
    return span;
  }

  RunContent content() {
    return content;
  }

  void accept(SessionEvent event) {
    switch (event.type()) {
      case "user.message", "user.define_outcome", "system.message" -> content.keep(event);
      case "user.tool_confirmation" -> answered(event);
      case "user.custom_tool_result",
          "user.tool_result",
          "agent.tool_result",
          "agent.mcp_tool_result" -> {
        answered(event);
        content.keep(event);
      }
      case "span.model_request_start" -> requested(event);
      case "span.model_request_end" -> ended(event);
      case "event_delta" -> preview(event);
      case "agent.message", "agent.thinking" -> produced(event);
      case "agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use" -> used(event);
      default -> {
        if (!content.isOfThread()) {
          ofThread(event);
        }
      }
    }
  }

  private void requested(SessionEvent event) {
    if (requests.size() < MAX_OPEN) {
      latest = new ModelRequest(tracer, context, content);
      requests.put(event.id(), latest);
    } else {
      content.dropped();
    }
  }

  private void ended(SessionEvent event) {
    ModelRequest request = requests.remove(event.text("_modelRequestStartId"));
    if (request != null) {
      request.end(event);
      latest = latest == request ? null : latest;
    }
  }

  private void preview(SessionEvent event) {
    span.recordFirstChunk();
    Object delta = Fields.BY_NAME.read(event.content(), "_delta");
    if (latest != null) {
      latest.preview(Fields.BY_NAME.text(Fields.BY_NAME.read(delta, "_content"), "_text"));
    }
  }

  private void produced(SessionEvent event) {
    content.keep(event);
    if (latest != null) {
      latest.add(event);
    }
  }

  private void used(SessionEvent event) {
    produced(event);
    if (tools.size() < MAX_OPEN) {
      Subagent by = subagents.get(event.text("_sessionThreadId"));
      tools.put(event.id(), new ToolUse(tracer, by == null ? context : by.context(), event));
    } else {
      content.dropped();
    }
  }

  /** Records what answers a tool call, whether the stream tells it or the application sends it. */
  void answered(SessionEvent event) {
    ToolUse tool = tools.get(event.toolUseId());
    if (tool != null && tool.answered(event)) {
      tools.remove(event.toolUseId());
    }
  }

  private void ofThread(SessionEvent event) {
    switch (event.type()) {
      case "session.thread_created" -> {
        String name = nameIn(event, "_agentName");
        boolean byWorkflow = event.text("_workflowRunId") != null;
        Handoff.start(tracer, context, content.handoff(name, byWorkflow)).end();
        begin(event.text("_sessionThreadId"), name);
      }
      case "agent.thread_message_sent" -> {
        Subagent told = begin(event.text("_toSessionThreadId"), nameIn(event, "_toAgentName"));
        if (told != null) {
          told.told(event);
        }
      }
      case "agent.thread_message_received" -> {
        Subagent from = subagents.remove(event.text("_fromSessionThreadId"));
        if (from != null) {
          from.answered(event);
        }
      }
      case "session.thread_status_terminated" -> {
        Subagent over = subagents.remove(event.text("_sessionThreadId"));
        if (over != null) {
          over.end(Outcome.stopped("terminated"));
        }
      }
      default -> {}
    }
  }

  private static String nameIn(SessionEvent event, String accessor) {
    String name = event.text(accessor);
    return name == null ? "agent" : name;
  }

  private @Nullable Subagent begin(@Nullable String thread, String name) {
    Subagent started = thread == null ? null : subagents.get(thread);
    if (started == null && thread != null && subagents.size() < MAX_OPEN) {
      started = new Subagent(tracer, context, name, thread);
      subagents.put(thread, started);
    }
    return started;
  }

  /** Ends the run. */
  void end(Outcome outcome) {
    endSpansBelow(outcome);
    outcome.apply(span);
  }

  /** Ends what is still open below the run, which nothing more is told of. */
  void endSpansBelow(Outcome outcome) {
    content.complete();
    Outcome unfinished = Outcome.stopped(outcome.reason() == null ? "turn over" : outcome.reason());
    requests.values().forEach(request -> request.end(unfinished));
    tools.values().forEach(tool -> tool.end(unfinished));
    subagents.values().forEach(agent -> agent.end(unfinished));
    requests.clear();
    tools.clear();
    subagents.clear();
  }
}
