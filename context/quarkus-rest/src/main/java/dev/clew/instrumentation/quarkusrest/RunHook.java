// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.quarkusrest;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code AbstractResteasyReactiveContext.run}, which processes a request, first on the event
 * loop and again on a worker thread if its resource blocks. Requests of the REST client run through
 * it too.
 */
final class RunHook implements Hook<Scope> {
  private final Propagation propagation;

  RunHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    if (!propagation.fromRequests()
        || !(call.self(Object.class) instanceof ResteasyReactiveRequestContext served)) {
      return null;
    }
    ServerHttpRequest request = served.serverRequest();
    return TraceHeaders.makeParentCurrent(request::getRequestHeader);
  }

  @Override
  public @Nullable Object exit(Scope serving, @Nullable Object result, @Nullable Throwable thrown) {
    serving.close();
    return result;
  }
}
