// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code HttpClientHandler.requestWithBody}, which creates a request for a connection, also
 * for each redirect and retry.
 */
final class PrepareHook implements Hook<Object> {
  private final Requests requests;

  PrepareHook(Requests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable Object enter(Call call) {
    requests.transfer(call.self(Object.class), call.required(0, Object.class));
    return null;
  }
}
