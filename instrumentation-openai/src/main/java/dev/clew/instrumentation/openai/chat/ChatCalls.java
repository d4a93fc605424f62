// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import org.jspecify.annotations.Nullable;

/** Begins the calls of chat completions. */
final class ChatCalls {
  private final Calls calls;
  private final ToolRuns tools;

  ChatCalls(Calls calls, ToolRuns tools) {
    this.calls = calls;
    this.tools = tools;
  }

  @Nullable ModelCall begin(Call call, boolean streamed) {
    ChatCompletionCreateParams params = call.required(0, ChatCompletionCreateParams.class);
    Client client = calls.client(call);
    Span answered = ChatToolResults.report(params, client, tools);
    ChatCapture capture = new ChatCapture(client, params, streamed, tools);
    String name = ModelName.after("chat", ModelName.of(params._model()));
    return calls.begin(SpanType.GENERATION, name, capture, answered);
  }
}
