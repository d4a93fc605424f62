// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.openai.call.ModelCall;
import org.jspecify.annotations.Nullable;

/**
 * The making of a request, {@code HttpRequest.Builder.build()}: it happens on the caller's thread,
 * while an asynchronous call sends it from a thread of the common pool.
 */
final class RequestBuiltHook implements Hook<Span> {
  private final RetriedRequests requests;

  RequestBuiltHook(RetriedRequests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable Span enter(Call call) {
    return Context.current().get(ModelCall.ASYNC_SPAN);
  }

  @Override
  public @Nullable Object exit(Span span, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof HttpRequest request) {
      requests.put(request, span);
    }
    return result;
  }
}
