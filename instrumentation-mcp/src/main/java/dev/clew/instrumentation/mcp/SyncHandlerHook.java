// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code SyncToolSpecification.callHandler}: the server asks for what runs a tool. Around that, and
 * not around the request, since the server may change the thread in between.
 */
final class SyncHandlerHook implements Hook<Callers> {
  private final Callers callers;

  SyncHandlerHook(Callers callers) {
    this.callers = callers;
  }

  @Override
  public @Nullable Callers enter(Call call) {
    return callers.count() ? callers : null;
  }

  @Override
  @SuppressWarnings("unchecked") // handed through
  public @Nullable Object exit(Callers state, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof BiFunction<?, ?, ?> handler
        ? around((BiFunction<Object, Object, Object>) handler)
        : result;
  }

  private BiFunction<Object, Object, Object> around(BiFunction<Object, Object, Object> handler) {
    return (exchange, request) -> {
      try (Scope serving = callers.enter(request)) {
        return handler.apply(exchange, request);
      }
    };
  }
}
