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
 * The handler of requests is called, on the event loop or on a worker's thread. This may happen
 * where the request before it on the same connection is just answered, which is then still current.
 */
final class BeginHook implements Hook<Scope> {
  private final Propagation propagation;

  BeginHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    if (!propagation.fromRequests()) {
      return null;
    }
    Scope outside = Context.current() == Context.root() ? null : Context.root().makeCurrent();
    Scope serving = TraceHeaders.enter(headers(call));
    if (serving == null) {
      return outside;
    }
    return outside == null ? serving : both(serving, outside);
  }

  /** Since 5.1 a stream's request is given its headers in this very call, and has none before. */
  private static Function<String, @Nullable String> headers(Call call) {
    Object given = call.argument(0, Object.class);
    if (given instanceof HttpRequestHead head) {
      return head.headers::get;
    }
    return given instanceof HttpServerRequest request
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
