// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;

/**
 * An event of the server, as it comes out of its JSON: {@code
 * ResponsesServerEvent.Deserializer.deserialize} and its twin of the beta.
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
