// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/**
 * Chat completions answered as a stream: {@code createStreaming(ChatCompletionCreateParams,
 * RequestOptions)} of the blocking and of the asynchronous service.
 *
 * <p>A hook of its own because the parameters do not say that the answer is to be streamed. The end
 * of the stream ends the span.
 */
final class ChatStreamHook implements Hook<ModelCall> {
  private final ChatCalls calls;

  ChatStreamHook(ChatCalls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    return calls.begin(call, true);
  }

  @Override
  public @Nullable Object exit(
      ModelCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
