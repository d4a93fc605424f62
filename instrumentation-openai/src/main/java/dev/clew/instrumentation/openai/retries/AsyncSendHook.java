// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.http.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * Runs around the sending of an asynchronous call, {@code
 * RetryingHttpClient.executeAsync(HttpRequest, RequestOptions)}, which copies and numbers the
 * request; the copy has to be attributed to the call.
 */
final class AsyncSendHook implements Hook<Scope> {
  private final RetriedRequests requests;

  AsyncSendHook(RetriedRequests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Span span = requests.get(call.required(0, HttpRequest.class));
    Context current = Context.current();
    return span == null || current.get(HttpCall.ASYNC_SPAN) == span
        ? null
        : current.with(CallObservation.SPAN, span).with(HttpCall.ASYNC_SPAN, span).makeCurrent();
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
