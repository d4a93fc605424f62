// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.CallHook;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import org.jspecify.annotations.Nullable;

/** The shortening of a conversation: {@code compact(ResponseCompactParams, RequestOptions)}. */
final class CompactHook extends CallHook {
  private final ToolRuns tools;

  CompactHook(Calls calls, ToolRuns tools) {
    super(calls);
    this.tools = tools;
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    Object params = call.required(0, Object.class);
    CompactCapture capture = new CompactCapture(calls.client(call), params, tools);
    String name = ModelName.after("compact", ModelName.ofResponse(params));
    return calls.begin(SpanType.RESPONSE, name, capture);
  }
}
