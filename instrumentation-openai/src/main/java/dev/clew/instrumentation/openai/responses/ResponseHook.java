// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/**
 * Responses answered as a whole: {@code create(ResponseCreateParams, RequestOptions)} of the
 * blocking and of the asynchronous service.
 *
 * <p>On the way in it takes the parameters and the client, on the way out it wraps the response,
 * whose parsing ends the span.
 */
final class ResponseHook implements Hook<ModelCall> {
  private final ResponseCalls calls;

  ResponseHook(ResponseCalls calls) {
    this.calls = calls;
  }

  @Override
  public @Nullable ModelCall enter(Call call) {
    return calls.begin(call, false);
  }

  @Override
  public @Nullable Object exit(
      ModelCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
