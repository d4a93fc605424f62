// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import dev.clew.kit.http.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Runs around the sending of an asynchronous call, {@code
 * RetryingHttpClient.executeAsync(HttpRequest, RequestOptions)}, which copies and numbers the
 * request; the copy has to be attributed to the call.
 */
final class AsyncSendHook implements Hook<Scope> {
  private final Retries retries;

  AsyncSendHook(Retries retries) {
    this.retries = retries;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    return retries.sending(call.required(0, HttpRequest.class));
  }

  @Override
  public @Nullable Object exit(Scope scope, @Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    return result;
  }
}
