// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/**
 * Responses answered as a stream: {@code createStreaming(ResponseCreateParams, RequestOptions)} of
 * the blocking and of the asynchronous service.
 *
 * <p>A hook of its own because the parameters do not say that the answer is to be streamed. The end
 * of the stream ends the span.
 */
final class ResponseStreamHook implements Hook<ModelCall> {
  private final ResponseCalls calls;

  ResponseStreamHook(ResponseCalls calls) {
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
