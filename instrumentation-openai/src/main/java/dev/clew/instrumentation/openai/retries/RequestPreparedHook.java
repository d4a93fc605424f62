// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.kit.http.HttpCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The last step in the making of the request of an asynchronous call, {@code
 * PrepareRequest.prepareAsync(HttpRequest, …)}: it happens on the caller's thread, while the
 * request is sent from a thread of the common pool.
 *
 * <p>Blocking calls do not come by here, and pay nothing.
 */
final class RequestPreparedHook implements Hook<Span> {
  private final RetriedRequests requests;

  RequestPreparedHook(RetriedRequests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable Span enter(Call call) {
    return Context.current().get(HttpCall.ASYNC_SPAN);
  }

  @Override
  public @Nullable Object exit(Span span, @Nullable Object result, @Nullable Throwable thrown) {
    // Prepared by the time it is returned, in every version there is.
    if (result instanceof CompletableFuture<?> future
        && future.isDone()
        && !future.isCompletedExceptionally()
        && future.join() instanceof HttpRequest request) {
      requests.put(request, span);
    }
    return result;
  }
}
