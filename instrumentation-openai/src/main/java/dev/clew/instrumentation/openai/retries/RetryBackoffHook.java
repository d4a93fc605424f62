// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpResponse;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.openai.call.Responses;
import dev.clew.kit.call.CallObservation;
import org.jspecify.annotations.Nullable;

/**
 * Observes the wait before a retry, {@code RetryingHttpClient.getRetryBackoffDuration(int,
 * HttpResponse)}, formerly {@code getRetryBackoffMillis}, called with the outcome of the last
 * attempt.
 *
 * <p>The span of a blocking call is still current here.
 */
final class RetryBackoffHook implements Hook<Object> {
  @Override
  public @Nullable Object enter(Call call) {
    Span span = Context.current().get(CallObservation.SPAN);
    if (span != null) {
      HttpResponse response = call.argument(1, HttpResponse.class);
      String reason = reason(response);
      span.setAttribute(RetryCountHook.RETRIES, call.required(0, Integer.class).longValue());
      span.addEvent("retry", reason);
    }
    return null;
  }

  private static String reason(@Nullable HttpResponse response) {
    if (response == null) {
      return "no response";
    }
    return Responses.mayCall(response) ? "HTTP " + response.statusCode() : "response";
  }
}
