// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.TraceHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code Filter.Chain.doFilter}, through which a request is served by filters and then by a
 * handler.
 */
final class ExchangeHook implements Hook<Scope> {
  private final Propagation propagation;

  ExchangeHook(Propagation propagation) {
    this.propagation = propagation;
  }

  @Override
  public @Nullable Scope enter(Call call) {
    if (!propagation.fromRequests()) {
      return null;
    }
    HttpExchange exchange = call.required(0, HttpExchange.class);
    if (!LibraryClasses.isOfJdk(exchange)) {
      return null; // wrapped by a filter of the application, after this hook already ran for the
      // original
    }
    Headers headers = exchange.getRequestHeaders();
    return TraceHeaders.makeParentCurrent(headers::getFirst);
  }

  @Override
  public @Nullable Object exit(Scope serving, @Nullable Object result, @Nullable Throwable thrown) {
    serving.close();
    return result;
  }
}
