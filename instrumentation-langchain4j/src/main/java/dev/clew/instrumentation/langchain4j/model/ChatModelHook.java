// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code ChatModel.chat} and {@code doChat}, of the library and of the application.
 *
 * <p>The span is current while the model runs, so that a traced SDK below enriches it.
 */
final class ChatModelHook implements Hook<ChatModelHook.State> {
  private final ModelCalls calls;

  ChatModelHook(ModelCalls calls) {
    this.calls = calls;
  }

  record State(ModelFrame frame, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    ChatModel model = call.self(ChatModel.class);
    ChatRequest request = call.argument(0, ChatRequest.class);
    if (request == null) {
      return null; // frameworks for mocks call with what any() returns
    }
    ModelFrame frame = calls.begin(model, request, ChatModel.class, null);
    return frame == null ? null : new State(frame, frame.in(Context.current()).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.frame().span().fail(Failures.error(thrown));
    } else {
      state.frame().answered((ChatResponse) result, Context.current());
      state.frame().span().end();
    }
    return result;
  }
}
