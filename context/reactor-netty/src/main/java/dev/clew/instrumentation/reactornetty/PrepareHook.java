// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpClientHandler.requestWithBody}: there is a connection, and a request for it is made;
 * for each redirect and each further try as well.
 */
final class PrepareHook implements Hook<Object> {
  private final Requests requests;

  PrepareHook(Requests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable Object enter(Call call) {
    requests.goesOn(call.self(Object.class), call.required(0, Object.class));
    return null;
  }
}
