// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.openai.call.Abandonment;
import dev.clew.instrumentation.openai.call.Clients;
import dev.clew.instrumentation.openai.call.ModelCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins the calls of chat completions. */
final class ChatCalls {
  private final Tracer tracer;
  private final Clients clients;
  private final Abandonment abandonment;

  ChatCalls(Tracer tracer, Clients clients, Abandonment abandonment) {
    this.tracer = tracer;
    this.clients = clients;
    this.abandonment = abandonment;
  }

  @Nullable ModelCall begin(Call call, boolean streamed) {
    ChatCompletionCreateParams params = call.required(0, ChatCompletionCreateParams.class);
    ChatCapture capture = new ChatCapture(clients.of(call.self(Object.class)), params, streamed);
    return ModelCall.begin(tracer, abandonment, SpanType.GENERATION, name(params), capture);
  }

  private static String name(ChatCompletionCreateParams params) {
    Optional<ChatModel> known = params._model().asKnown();
    String model =
        known.isPresent()
            ? known.get()._value().asString().orElse("")
            : params._model().asString().orElse("");
    return model.isEmpty() ? "chat" : "chat " + model;
  }
}
