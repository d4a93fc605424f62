// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import java.util.Map;
import java.util.Set;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** {@code RealInterceptorChain.proceed} as {@code BridgeInterceptor} calls it. */
final class ProceedHook implements Hook<Object> {
  private final Bridge bridge;
  private final Propagation propagation;

  ProceedHook(Bridge bridge, Propagation propagation) {
    this.bridge = bridge;
    this.propagation = propagation;
  }

  @Override
  public @Nullable Object enter(Call call) {
    if (!bridge.crossed()) {
      return null;
    }
    Request request = call.required(0, Request.class);
    String host = request.url().host();
    Set<String> taken = propagation.headersNotFor(host, request::header);
    Map<String, String> headers = propagation.headersTo(host, name -> request.header(name) != null);
    if (!headers.isEmpty() || !taken.isEmpty()) {
      Request.Builder copy = request.newBuilder();
      taken.forEach(copy::removeHeader);
      headers.forEach(copy::header);
      call.replaceArgument(0, copy.build());
    }
    return null;
  }
}
