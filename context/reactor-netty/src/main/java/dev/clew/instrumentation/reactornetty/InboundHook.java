// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Hooks {@code HttpServerOperations.onInboundNext}: part of a request has arrived. With the first
 * part, the handler is called and its result subscribed to; with later parts, whatever waits for
 * the body continues. All of that happens within this method, on the event loop's thread.
 */
final class InboundHook implements Hook<Scope> {
  private final Propagation propagation;

  InboundHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    if (!propagation.fromRequests()) {
      return null;
    }
    HttpHeaders headers = call.self(HttpServerRequest.class).requestHeaders();
    return TraceHeaders.makeParentCurrent(headers::get);
  }

  @Override
  public @Nullable Object exit(Scope serving, @Nullable Object result, @Nullable Throwable thrown) {
    serving.close();
    return result;
  }
}
