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
 * Runs at the last step of preparing an asynchronous request, {@code
 * PrepareRequest.prepareAsync(HttpRequest, …)}, which is on the caller's thread, whereas the
 * request is sent from a common-pool thread.
 *
 * <p>Blocking calls do not go through this method and incur no cost.
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
    // In every version the future is already complete when it is returned.
    if (result instanceof CompletableFuture<?> future
        && future.isDone()
        && !future.isCompletedExceptionally()
        && future.join() instanceof HttpRequest request) {
      requests.put(request, span);
    }
    return result;
  }
}
