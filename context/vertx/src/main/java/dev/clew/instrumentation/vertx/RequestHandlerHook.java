// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.vertx;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpRequestHead;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the call of the request handler, on the event loop or a worker thread. It may happen while
 * the previous request on the connection is being answered, whose context is then still current.
 */
final class RequestHandlerHook implements Hook<Scope> {
  private final Propagation propagation;

  RequestHandlerHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    if (!propagation.fromRequests()) {
      return null;
    }
    Scope outside = Context.current() == Context.root() ? null : Context.root().makeCurrent();
    Scope serving = TraceHeaders.makeParentCurrent(headers(call));
    if (serving == null) {
      return outside;
    }
    return outside == null ? serving : both(serving, outside);
  }

  /** Since 5.1 an HTTP/2 request receives its headers in this very call and has none before. */
  private static Function<String, @Nullable String> headers(Call call) {
    Object argument = call.argument(0, Object.class);
    if (argument instanceof HttpRequestHead head) {
      return head.headers::get;
    }
    return argument instanceof HttpServerRequest request
        ? request::getHeader
        : call.self(HttpServerRequest.class)::getHeader;
  }

  private static Scope both(Scope inner, Scope outer) {
    return () -> {
      inner.close();
      outer.close();
    };
  }

  @Override
  public @Nullable Object exit(Scope serving, @Nullable Object result, @Nullable Throwable thrown) {
    serving.close();
    return result;
  }
}
