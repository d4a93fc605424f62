// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Scope;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * {@code callHandler} of a tool's specification: the server asks for what runs a tool. Around that,
 * and not around the request, since the server may change the thread in between.
 */
final class HandlerHook implements Hook<Callers> {
  private final Callers callers;

  HandlerHook(Callers callers) {
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
        Object answer = handler.apply(exchange, request);
        return serving != null && answer instanceof Mono<?> mono
            ? new ServedMono<>(mono, request, callers)
            : answer;
      }
    };
  }

  /** Is subscribed to under the client's span, too. */
  private static final class ServedMono<T> extends Mono<T> {
    private final Mono<T> assembled;
    private final Object request;
    private final Callers callers;

    ServedMono(Mono<T> assembled, Object request, Callers callers) {
      this.assembled = assembled;
      this.request = request;
      this.callers = callers;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
      try (Scope serving = callers.enter(request)) {
        assembled.subscribe(actual);
      }
    }
  }
}
