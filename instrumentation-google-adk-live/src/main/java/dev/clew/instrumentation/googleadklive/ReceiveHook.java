// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import io.reactivex.rxjava3.core.Flowable;
import org.jspecify.annotations.Nullable;

/** Observes the responses that {@code BaseLlmConnection.receive()} returns. */
final class ReceiveHook implements Hook<LiveConnection> {
  private final Connections connections;

  ReceiveHook(Connections connections) {
    this.connections = connections;
  }

  @Override
  public @Nullable LiveConnection enter(Call call) {
    return connections.of(call);
  }

  /** The callbacks throw nothing; what follows a response, such as its tools, comes after them. */
  @Override
  public @Nullable Object exit(
      LiveConnection connection, @Nullable Object result, @Nullable Throwable thrown) {
    return result instanceof Flowable<?> responses
        ? responses
            .doOnNext(connection::received)
            .doOnError(connection::failed)
            .doOnComplete(connection::closed)
        : result;
  }
}
