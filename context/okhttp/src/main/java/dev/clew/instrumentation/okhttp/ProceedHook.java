// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import java.util.Map;
import java.util.Set;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Hooks {@code RealInterceptorChain.proceed} as called by {@code BridgeInterceptor}. */
final class ProceedHook implements Hook<Object> {
  private final WireRequestMarker marker;
  private final Propagation propagation;

  ProceedHook(WireRequestMarker marker, Propagation propagation) {
    this.marker = marker;
    this.propagation = propagation;
  }

  @Override
  public @Nullable Object enter(Call call) {
    if (!marker.consume()) {
      return null;
    }
    Request request = call.required(0, Request.class);
    String host = request.url().host();
    Set<String> removed = propagation.headersToRemove(host, request::header);
    Map<String, String> headers =
        propagation.headersToAdd(host, name -> request.header(name) != null);
    if (!headers.isEmpty() || !removed.isEmpty()) {
      Request.Builder copy = request.newBuilder();
      removed.forEach(copy::removeHeader);
      headers.forEach(copy::header);
      call.replaceArgument(0, copy.build());
    }
    return null;
  }
}
