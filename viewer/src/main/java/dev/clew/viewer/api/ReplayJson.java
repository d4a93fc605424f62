// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.Replay;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.Message;
import dev.clew.viewer.content.Part;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recorded run step by step: {@code Replay} of openapi.yaml. */
public final class ReplayJson {

  private final TraceStore store;
  private final LoadedTrace trace;
  private final TraceTree tree;
  private final List<Replay.Step> steps;

  public ReplayJson(TraceStore store, LoadedTrace trace) {
    this.store = store;
    this.trace = trace;
    this.tree = trace.tree();
    this.steps = Replay.of(tree);
  }

  public int total() {
    return steps.size();
  }

  /** When a step happens, in nanoseconds after the start; step numbers start at 1. */
  public long offset(int number) {
    return steps.get(number - 1).atNanos() - tree.start();
  }

  public ObjectNode page(int after, int limit) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("total", steps.size());
    int from = Math.max(0, Math.min(after, steps.size()));
    int to = Math.min(steps.size(), from + limit);
    if (to < steps.size()) {
      json.put("nextAfter", to);
    } else {
      json.putNull("nextAfter");
    }
    ArrayNode list = json.putArray("steps");
    steps.subList(from, to).forEach(step -> list.add(step(step)));
    return json;
  }

  private ObjectNode step(Replay.Step step) {
    SpanRow span = step.span();
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("number", step.number());
    json.put("kind", step.kind().wire());
    json.put("offsetMs", SpanJson.millis(step.atNanos() - tree.start()));
    json.put("spanId", span.idText());
    json.put("depth", tree.depth(span));
    SpanRow agent = tree.agent(span);
    SpanJson.put(json, "agent", agent == null ? null : agent.name());
    json.put("status", span.status().wire());
    SpanContent content =
        store
            .payload(trace.row().id(), span.id())
            .map(SpanContent::of)
            .orElse(new SpanContent(Json.MAPPER.createObjectNode()));
    switch (step.kind()) {
      case INPUT -> say(json, "user", agentInput(content, span));
      case OUTPUT, AGENT_END -> say(json, span.name(), content.text("output"));
      case AGENT_START -> say(json, span.name(), null);
      case MESSAGE -> message(json, step, content);
      case TOOL_CALL -> toolCall(json, step, content);
      case TOOL_RESULT -> toolResult(json, span, content);
      case HANDOFF -> handoff(json, span);
      case ERROR -> say(json, span.name(), span.error() == null ? null : span.error().message());
      default -> say(json, span.name(), span.preview());
    }
    boolean ends = step.atNanos() > span.startNanos() && !span.isOpen();
    if (ends) {
      json.put("durationMs", SpanJson.millis(span.endNanos() - span.startNanos()));
    }
    return json;
  }

  private static void say(ObjectNode json, String who, @Nullable String text) {
    json.put("who", who);
    SpanJson.put(json, "text", text);
  }

  private static @Nullable String agentInput(SpanContent content, SpanRow span) {
    var inputs = content.of("inputs");
    if (inputs != null && inputs.size() == 1) {
      return Json.textOrJson(inputs.iterator().next());
    }
    return inputs == null ? span.input() : Json.textOrJson(inputs);
  }

  private static void message(ObjectNode json, Replay.Step step, SpanContent content) {
    if (step.part() == 0) {
      List<Message> input = content.input();
      Message told = null;
      for (Message message : input) {
        told = message.role().equals("user") || told == null ? message : told;
      }
      say(json, told == null ? "user" : told.role(), told == null ? null : told.plain());
      return;
    }
    StringBuilder text = new StringBuilder();
    for (Message message : content.output()) {
      for (Part part : message.parts()) {
        if (!(part instanceof Part.ToolCall)) {
          text.append(text.isEmpty() ? "" : "\n").append(part.plain());
        }
      }
    }
    say(json, step.span().name(), text.isEmpty() ? null : text.toString());
    if (step.span().tokens() != null) {
      json.set("tokens", SpanJson.tokens(step.span().tokens()));
    }
    if (step.span().cost() != null) {
      json.set("cost", SpanJson.cost(step.span().cost()));
    }
  }

  private static void toolCall(ObjectNode json, Replay.Step step, SpanContent content) {
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Message message : content.output()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          calls.add(call);
        }
      }
    }
    if (step.part() < calls.size()) {
      Part.ToolCall call = calls.get(step.part());
      say(json, step.span().name(), call.name() + " " + orEmpty(call.arguments()));
      SpanJson.put(json, "callId", call.id());
    }
  }

  private static void toolResult(ObjectNode json, SpanRow span, SpanContent content) {
    String result = content.text("output");
    say(
        json,
        span.name(),
        result == null && span.error() != null ? span.error().message() : result);
    SpanJson.put(json, "callId", span.tool() == null ? null : span.tool().callId());
  }

  private static void handoff(ObjectNode json, SpanRow span) {
    if (span.handoff() != null) {
      say(json, span.handoff().from(), "hands over to " + span.handoff().to());
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
