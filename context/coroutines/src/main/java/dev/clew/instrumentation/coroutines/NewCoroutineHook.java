// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.coroutines;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the constructor of {@code AbstractCoroutine}, which {@code launch}, {@code async}, {@code
 * runBlocking}, {@code withContext}, {@code produce} and the scopes of flows all call on the
 * starting thread.
 */
final class NewCoroutineHook implements Hook<Object> {
  private final Coroutines coroutines;

  NewCoroutineHook(Coroutines coroutines) {
    this.coroutines = coroutines;
  }

  @Override
  public @Nullable Object enter(Call call) {
    coroutines.begin(call.self(Object.class));
    return null;
  }
}
