// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.vertx;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Hooks the arrival of part of the body, or its end, on which whatever waits for it continues. */
final class BodyChunkHook implements Hook<Scope> {
  private final Propagation propagation;

  BodyChunkHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    return propagation.fromRequests()
        ? TraceHeaders.makeParentCurrent(call.self(HttpServerRequest.class)::getHeader)
        : null;
  }

  @Override
  public @Nullable Object exit(Scope serving, @Nullable Object result, @Nullable Throwable thrown) {
    serving.close();
    return result;
  }
}
