// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces messages, plain and beta: {@code create} and {@code createStreaming} with {@code
 * (MessageCreateParams, RequestOptions)}.
 */
final class MessageHook extends HttpCallHook {
  private final ToolLoop tools;

  MessageHook(Calls calls, ToolLoop tools) {
    super(calls);
    this.tools = tools;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    Object params = call.required(0, Object.class);
    ServiceClient client = calls.client(call);
    RunnerPayload runner = RunnerPayload.current();
    Span answered = runner == null ? ToolResults.report(params, client, tools) : null;
    String model = Fields.model(params);
    boolean streamed = isStreamed(call);
    MessagePayload payload =
        new MessagePayload(client, params, model, streamed, runner == null ? tools : null);
    if (runner != null) {
      runner.called(payload);
    }
    HttpCall begun =
        calls.begin(SpanType.GENERATION, SpanNames.of("chat", model), payload, answered);
    // Since 3.0 an application can name the conversation, for OpenTelemetry.
    Object telemetry = Fields.BY_NAME.read(call.argument(1, Object.class), "openTelemetry");
    String conversation = Fields.BY_NAME.text(telemetry, "conversationId");
    if (begun != null && conversation != null) {
      begun.setGroupId(conversation);
    }
    return begun;
  }
}
