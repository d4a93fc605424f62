// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The span of a tool whose execution is not observable, from the event that requests it to the one
 * with its result: one of the provider's tools, or one that the application runs by itself between
 * events.
 */
final class ItemSpan implements Payload {
  private final String name;
  private final boolean inferred;
  private final Span span;
  private TurnItem item;
  private @Nullable TurnItem output;

  ItemSpan(Tracer tracer, AgentSpan agent, String name, boolean inferred, TurnItem item) {
    this.name = name;
    this.inferred = inferred;
    this.item = item;
    this.span = tracer.start(agent.context(), SpanType.FUNCTION, name, this);
  }

  /** Ends the span with the completed item. */
  void done(TurnItem done) {
    item = done;
    end(outcome(done));
  }

  /** Ends the span with the item that contains the output. */
  void answered(TurnItem answer) {
    output = answer;
    end(outcome(answer));
  }

  private Outcome outcome(TurnItem last) {
    return last.isFailed()
        ? Outcome.failed(SpanError.of("tool_failed", name + " failed"))
        : Outcome.COMPLETED;
  }

  void end(Outcome outcome) {
    outcome.apply(span);
  }

  @Override
  public long retainedBytes() {
    return item.retainedBytes() + (output == null ? 0 : output.retainedBytes());
  }

  @Override
  public FunctionData render() {
    JsonTree json = OpenAiJson.read(item.content());
    JsonTree answer = output == null ? json : OpenAiJson.read(output.content());
    Map<String, @Nullable Object> values = new LinkedHashMap<>(json.values());
    Object output = answer.values().get("output");
    Object input = values.get("arguments");
    if (input == null) {
      input = values.get("command");
    }
    if (input == null) {
      List.of("id", "type", "status", "turn_id", "output", "error").forEach(values::remove);
      input = values;
    }
    String callId = json.text("call_id");
    return new FunctionData(
        name,
        JsonWriter.textOrJson(input),
        JsonWriter.textOrJson(output != null ? output : answer.values().get("error")),
        callId != null ? callId : item.id(),
        json.text("server_label"),
        inferred);
  }
}
