// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.FailureReport;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code StreamingChatModel.chat} and {@code doChat}: the handler, always the last argument,
 * is replaced by one that listens. The span ends where the handler is told the end.
 *
 * <p>It is current while the request is issued, so that a traced SDK below enriches it.
 */
final class StreamingChatModelHook implements Hook<StreamingChatModelHook.State> {
  private final ModelCalls calls;
  private final OpenStreams streams;
  private final FailureReport failures;

  StreamingChatModelHook(ModelCalls calls, OpenStreams streams, FailureReport failures) {
    this.calls = calls;
    this.streams = streams;
    this.failures = failures;
  }

  record State(StreamedCall call, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    StreamingChatModel model = call.self(StreamingChatModel.class);
    ChatRequest request = call.argument(0, ChatRequest.class);
    int last = call.argumentCount() - 1;
    StreamingChatResponseHandler handler = call.argument(last, StreamingChatResponseHandler.class);
    if (request == null || handler == null) {
      return null;
    }
    PartialAnswer partial = new PartialAnswer();
    ModelFrame frame = calls.begin(model, request, StreamingChatModel.class, partial);
    if (frame == null) {
      return null;
    }
    Context parent = Context.current();
    StreamedCall streamed = new StreamedCall(frame, partial, parent, streams);
    call.replaceArgument(last, ListeningHandler.around(handler, streamed, streams, failures));
    return new State(streamed, frame.in(parent).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.call().failed(thrown);
    }
    return result;
  }
}
