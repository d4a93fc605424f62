// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces the compaction of a conversation: {@code compact(ResponseCompactParams, RequestOptions)}.
 */
final class CompactHook extends HttpCallHook {
  private final ToolLoop tools;

  CompactHook(Calls calls, ToolLoop tools) {
    super(calls);
    this.tools = tools;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    Object params = call.required(0, Object.class);
    String model = ModelName.ofRequest(params);
    CompactPayload payload = new CompactPayload(calls.client(call), params, model, tools);
    return calls.begin(SpanType.RESPONSE, SpanNames.of("compact", model), payload);
  }
}
