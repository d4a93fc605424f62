// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Observes {@code BaseLlmConnection.close()} and {@code close(Throwable)}. */
final class CloseHook implements Hook<LiveConnection> {
  private final Connections connections;

  CloseHook(Connections connections) {
    this.connections = connections;
  }

  @Override
  public @Nullable LiveConnection enter(Call call) {
    LiveConnection connection = connections.of(call);
    if (connection == null) {
      return null;
    }
    Throwable reason = call.argumentCount() == 0 ? null : call.argument(0, Throwable.class);
    if (reason == null) {
      connection.closed();
    } else {
      connection.failed(reason);
    }
    return null;
  }

  @Override
  public @Nullable Object exit(
      LiveConnection connection, @Nullable Object result, @Nullable Throwable thrown) {
    return result;
  }
}
