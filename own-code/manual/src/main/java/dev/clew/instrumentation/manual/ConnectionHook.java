// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the method by which the application's copy of the API asks for the agent, and answers with
 * the backend. A hook rather than a value set once, so that it does not matter who came first.
 */
final class ConnectionHook implements Hook<ManualBackend> {
  private final ManualBackend backend;
  private final AtomicBoolean connected = new AtomicBoolean();

  ConnectionHook(ManualBackend backend) {
    this.backend = backend;
  }

  @Override
  public ManualBackend enter(Call call) {
    if (!connected.get() && connected.compareAndSet(false, true)) {
      backend.registerAll(call.required(0, Collection.class));
    }
    return backend;
  }

  @Override
  public @Nullable Object exit(
      ManualBackend backend, @Nullable Object result, @Nullable Throwable thrown) {
    return backend;
  }
}
