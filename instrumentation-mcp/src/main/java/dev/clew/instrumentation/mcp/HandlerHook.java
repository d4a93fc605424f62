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
 * Hooks {@code callHandler} of a tool specification, by which the server gets the handler to run.
 * Wraps the handler rather than the request, because the server may switch threads in between.
 */
final class HandlerHook implements Hook<ClientSpans> {
  private final ClientSpans clientSpans;

  HandlerHook(ClientSpans clientSpans) {
    this.clientSpans = clientSpans;
  }

  @Override
  public @Nullable ClientSpans enter(Call call) {
    return clientSpans.isEnabled() ? clientSpans : null;
  }

  @Override
  @SuppressWarnings("unchecked") // passed through
  public @Nullable Object exit(
      ClientSpans state, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof BiFunction<?, ?, ?> handler
        ? around((BiFunction<Object, Object, Object>) handler)
        : result;
  }

  private BiFunction<Object, Object, Object> around(BiFunction<Object, Object, Object> handler) {
    return (exchange, request) -> {
      try (Scope serving = clientSpans.enter(request)) {
        Object answer = handler.apply(exchange, request);
        return serving != null && answer instanceof Mono<?> mono
            ? new ServedMono<>(mono, request, clientSpans)
            : answer;
      }
    };
  }

  /** Subscribes with the client's span as the parent. */
  private static final class ServedMono<T> extends Mono<T> {
    private final Mono<T> assembled;
    private final Object request;
    private final ClientSpans clientSpans;

    ServedMono(Mono<T> assembled, Object request, ClientSpans clientSpans) {
      this.assembled = assembled;
      this.request = request;
      this.clientSpans = clientSpans;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
      try (Scope serving = clientSpans.enter(request)) {
        assembled.subscribe(actual);
      }
    }
  }
}
