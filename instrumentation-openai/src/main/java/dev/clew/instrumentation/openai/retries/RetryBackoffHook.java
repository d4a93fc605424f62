// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpResponse;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.call.Responses;
import dev.clew.kit.http.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Observes the wait before a retry, {@code RetryingHttpClient.getRetryBackoffDuration(int,
 * HttpResponse)}, formerly {@code getRetryBackoffMillis}, called with the outcome of the last
 * attempt.
 *
 * <p>The span of a blocking call is still current here.
 */
final class RetryBackoffHook implements Hook<Object> {
  private final Retries retries;

  RetryBackoffHook(Retries retries) {
    this.retries = retries;
  }

  @Override
  public @Nullable Object enter(Call call) {
    String reason = reason(call.argument(1, HttpResponse.class));
    retries.waiting(call.required(0, Integer.class), reason);
    return null;
  }

  private static String reason(@Nullable HttpResponse response) {
    if (response == null) {
      return "no response";
    }
    return Responses.mayCall(response) ? "HTTP " + response.statusCode() : "response";
  }
}
