// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;

/**
 * Observes a server event as it is deserialised: {@code
 * ResponsesServerEvent.Deserializer.deserialize} and its beta equivalent.
 */
final class EventHook implements Hook<OpenCalls> {
  @Override
  public @Nullable OpenCalls enter(Call call) {
    return Context.current().get(Connections.READING);
  }

  @Override
  public @Nullable Object exit(
      OpenCalls calls, @Nullable Object result, @Nullable Throwable thrown) {
    if (result != null) {
      calls.event(result);
    }
    return result;
  }
}
