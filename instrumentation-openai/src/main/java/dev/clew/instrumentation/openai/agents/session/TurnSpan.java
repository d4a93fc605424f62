// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.models.beta.agents.TokenUsage;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.SpanNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One turn of an agent as a generation: its model calls are not observable, and only their total
 * token usage is reported, at the end of the turn. Guarded by the {@link SessionRun}.
 */
final class TurnSpan implements Payload {
  private static final int MAX_ITEMS = 256;
  private static final long MAX_BYTES = 4_000_000;

  private final AgentSpan agent;
  private final String id;
  private final Map<String, TurnItem> items = new LinkedHashMap<>();
  private final Map<String, StringBuilder> unfinished = new HashMap<>();
  private final TextBudget budget = new TextBudget(1_000_000);
  private long bytes;
  private int dropped;
  private @Nullable TokenUsage usage;
  private final Span span;

  TurnSpan(Tracer tracer, AgentSpan agent, String id) {
    this.agent = agent;
    this.id = id;
    this.span =
        tracer.start(
            agent.context(), SpanType.GENERATION, SpanNames.of("turn", agent.model()), this);
  }

  void delta(@Nullable String itemId, @Nullable String piece) {
    span.recordFirstChunk();
    if (itemId != null && (unfinished.size() < MAX_ITEMS || unfinished.containsKey(itemId))) {
      budget.append(unfinished.computeIfAbsent(itemId, key -> new StringBuilder()), piece);
    }
  }

  void keep(TurnItem item, boolean done) {
    TurnItem previous = items.get(item.id());
    long added = item.retainedBytes() - (previous == null ? 0 : previous.retainedBytes());
    if (bytes + added > MAX_BYTES || (previous == null && items.size() >= MAX_ITEMS)) {
      dropped++;
      return;
    }
    bytes += added;
    items.put(item.id(), item);
    if (done) {
      unfinished.remove(item.id());
    }
  }

  void end(@Nullable TokenUsage reported, Outcome outcome) {
    usage = reported;
    outcome.apply(span);
  }

  @Override
  public long retainedBytes() {
    return 1_024 + bytes + 2 * budget.used();
  }

  /** Returns the text of the answer, without the agent's commentary on the way. */
  @Nullable String answer() {
    StringBuilder answer = new StringBuilder();
    for (TurnItem item : items.values()) {
      JsonTree tree = OpenAiJson.read(item.content());
      String text = SessionMessages.text(tree);
      if (text != null && !"commentary".equals(tree.text("phase"))) {
        answer.append(answer.isEmpty() || text.isEmpty() ? "" : "\n").append(text);
      }
    }
    unfinished.values().forEach(answer::append);
    return answer.isEmpty() ? null : answer.toString();
  }

  @Override
  public GenerationData render() {
    List<Part> parts = new ArrayList<>();
    for (TurnItem item : items.values()) {
      if (!unfinished.containsKey(item.id())) {
        parts.addAll(SessionMessages.ofItem(OpenAiJson.read(item.content())));
      }
    }
    unfinished.values().forEach(text -> parts.add(new Part.Text(text.toString())));
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("operation", "turn");
    details.put("turn_id", id);
    if (dropped > 0) {
      details.put("dropped_items", (long) dropped);
    }
    if (budget.dropped() > 0) {
      details.put("dropped_characters", budget.dropped());
    }
    TokenUsage reported = usage;
    return new GenerationData.Builder()
        .provider(agent.client().provider())
        .serverAddress(agent.client().serverAddress())
        .requestModel(agent.model())
        .responseId(id)
        .streamed(true)
        .input(agent.input())
        .output(parts.isEmpty() ? List.of() : List.of(Message.of("assistant", parts)))
        .usage(
            reported == null
                ? null
                : dev.clew.instrumentation.openai.json.TokenUsage.ofResponse(
                    OpenAiJson.read(reported)))
        .details(details)
        .build();
  }
}
