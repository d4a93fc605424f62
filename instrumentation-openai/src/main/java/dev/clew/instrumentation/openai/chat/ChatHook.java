// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces chat completions: {@code create} and {@code createStreaming} with {@code
 * (ChatCompletionCreateParams, RequestOptions)}.
 *
 * <p>On entry it records the parameters and the client; on exit it wraps the response. Parsing the
 * response, or the end of its stream, ends the span.
 */
final class ChatHook extends HttpCallHook {
  private final ToolLoop tools;

  ChatHook(Calls calls, ToolLoop tools) {
    super(calls);
    this.tools = tools;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    ChatCompletionCreateParams params = call.required(0, ChatCompletionCreateParams.class);
    ServiceClient client = calls.client(call);
    Span answered = ChatToolResults.report(params, client, tools);
    String model = ModelName.of(params._model());
    ChatPayload payload = new ChatPayload(client, params, model, isStreamed(call), tools);
    return calls.begin(SpanType.GENERATION, SpanNames.of("chat", model), payload, answered);
  }
}
