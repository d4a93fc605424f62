// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Adds headers in the last step of the asynchronous client's chain, see {@link ExecuteHook}. */
final class AsyncExecuteHook implements Hook<Object> {
  private final AsyncRequests requests;
  private final RequestHeaders headers;

  AsyncExecuteHook(AsyncRequests requests, RequestHeaders headers) {
    this.requests = requests;
    this.headers = headers;
  }

  @Override
  public @Nullable Object enter(Call call) {
    AsyncExecChain.Scope sent = call.required(2, AsyncExecChain.Scope.class);
    Context context = requests.contextOf(sent.cancellableDependency);
    HttpRequest request = call.required(0, HttpRequest.class);
    if (context != null && request != sent.originalRequest) {
      try (Scope asking = context.makeCurrent()) {
        headers.addTo(request);
      }
    }
    return null;
  }
}
