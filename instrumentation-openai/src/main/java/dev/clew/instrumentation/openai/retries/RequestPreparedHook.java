// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Span;
import dev.clew.kit.http.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Runs at the last step of preparing an asynchronous request, {@code
 * PrepareRequest.prepareAsync(HttpRequest, …)}, which is on the caller's thread, whereas the
 * request is sent from a common-pool thread.
 *
 * <p>Blocking calls do not go through this method and incur no cost.
 */
final class RequestPreparedHook implements Hook<Span> {
  private final Retries retries;

  RequestPreparedHook(Retries retries) {
    this.retries = retries;
  }

  @Override
  public @Nullable Span enter(Call call) {
    return retries.preparing();
  }

  @Override
  public @Nullable Object exit(Span span, @Nullable Object result, @Nullable Throwable thrown) {
    retries.prepared(span, result);
    return result;
  }
}
