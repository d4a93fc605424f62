// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retries;

import com.openai.core.http.HttpRequest;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** Maps requests to their calls' spans, for the threads on which an asynchronous call continues. */
final class RetriedRequests {
  private final WeakIdentityMap<HttpRequest, Span> spans = new WeakIdentityMap<>();

  void put(HttpRequest request, Span span) {
    spans.put(request, span);
  }

  @Nullable Span get(HttpRequest request) {
    return spans.get(request);
  }
}
