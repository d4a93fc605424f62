// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpRequest;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.kit.http.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * Observes the numbering of attempts, {@code RetryingHttpClient.setRetryCountHeader(HttpRequest,
 * int)}.
 *
 * <p>For a blocking call this is not needed, because its span is current. An asynchronous call
 * retries on threads without its span, so the span is attached to the first request and carried
 * over from each request to its copy.
 */
final class RetryCountHook implements Hook<Span> {
  static final String RETRIES = "clew.retries";

  private final RetriedRequests spans;

  RetryCountHook(RetriedRequests spans) {
    this.spans = spans;
  }

  @Override
  public @Nullable Span enter(Call call) {
    HttpRequest request = call.required(0, HttpRequest.class);
    int retries = call.required(1, Integer.class);
    Span current = Context.current().get(HttpCall.ASYNC_SPAN);
    if (retries == 0) {
      if (current != null) {
        spans.put(request, current); // some versions number the same request again
      }
      return current;
    }
    Span span = spans.get(request);
    if (span != null
        && span != current) { // otherwise the backoff hook has recorded it, with more detail
      span.setAttribute(RETRIES, (long) retries);
      span.addEvent("retry", null);
    }
    return span;
  }

  @Override
  public @Nullable Object exit(Span span, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof HttpRequest numbered) {
      spans.put(numbered, span);
    }
    return result;
  }
}
