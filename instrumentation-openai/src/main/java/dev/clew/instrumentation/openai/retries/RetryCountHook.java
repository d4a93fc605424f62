// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Span;
import dev.clew.kit.http.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Observes the numbering of attempts, {@code RetryingHttpClient.setRetryCountHeader(HttpRequest,
 * int)}.
 */
final class RetryCountHook implements Hook<Span> {
  private final Retries retries;

  RetryCountHook(Retries retries) {
    this.retries = retries;
  }

  @Override
  public @Nullable Span enter(Call call) {
    return retries.numbering(call.required(0, HttpRequest.class), call.required(1, Integer.class));
  }

  @Override
  public @Nullable Object exit(Span span, @Nullable Object result, @Nullable Throwable thrown) {
    retries.numbered(span, result);
    return result;
  }
}
