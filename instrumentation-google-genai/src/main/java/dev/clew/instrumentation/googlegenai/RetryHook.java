// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.HttpRetryOptions;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.kit.http.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Observes {@code calculateDelay(HttpRetryOptions, int)} of the client's interceptor, on the thread
 * that sends the request: an attempt has failed, and another follows unless it was the last.
 */
final class RetryHook implements Hook<Object> {
  private static final int DEFAULT_ATTEMPTS = 5;

  private final Retries retries;

  RetryHook(Retries retries) {
    this.retries = retries;
  }

  @Override
  public @Nullable Object enter(Call call) {
    HttpRetryOptions options = GenAiLibrary.own(call.argument(0, HttpRetryOptions.class));
    int attempt = call.required(1, Integer.class);
    if (options != null && attempt < options.attempts().orElse(DEFAULT_ATTEMPTS)) {
      retries.waiting(attempt, "attempt failed");
    }
    return null;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    return result;
  }
}
