// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.hook.Call;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.HttpCallHook;
import org.jspecify.annotations.Nullable;

/**
 * Traces responses: {@code create} and {@code createStreaming} with {@code (ResponseCreateParams,
 * RequestOptions)}, including the beta.
 */
final class ResponseHook extends HttpCallHook {
  private final ResponseCalls responses;

  ResponseHook(Calls calls, ResponseCalls responses) {
    super(calls);
    this.responses = responses;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    return responses.begin(call, isStreamed(call));
  }
}
