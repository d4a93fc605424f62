// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the constructor of {@code HttpClientHandler}: a request was subscribed to, on this thread.
 */
final class SubscribeHook implements Hook<Object> {
  private final Requests requests;

  SubscribeHook(Requests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable Object enter(Call call) {
    requests.remember(call.self(Object.class));
    return null;
  }
}
