// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code HttpServlet.service}: a request is served on this thread. What an asynchronous
 * servlet does later on other threads has the parent only if the context was carried there.
 */
final class ServiceHook implements Hook<Scope> {
  private final Propagation propagation;

  ServiceHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    Object request = call.argument(0, Object.class);
    HttpServletRequest http =
        propagation.fromRequests() && request != null ? ContainerRequests.unwrap(request) : null;
    return http == null ? null : TraceHeaders.makeParentCurrent(http::getHeader);
  }

  @Override
  public @Nullable Object exit(Scope serving, @Nullable Object result, @Nullable Throwable thrown) {
    serving.close();
    return result;
  }
}
