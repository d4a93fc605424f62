// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code MainClientExec.execute}, the last step of the client's chain: by then the request is
 * a copy of the application's, created anew for each redirect.
 */
final class ExecuteHook implements Hook<Object> {
  private final RequestHeaders headers;

  ExecuteHook(RequestHeaders headers) {
    this.headers = headers;
  }

  @Override
  public @Nullable Object enter(Call call) {
    ClassicHttpRequest request = call.required(0, ClassicHttpRequest.class);
    if (request == call.required(1, ExecChain.Scope.class).originalRequest) {
      return null; // the application may send it again
    }
    headers.addTo(request);
    return null;
  }
}
