// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;

/**
 * Observes a server event as it is deserialised: {@code
 * RealtimeServerEvent.Deserializer.deserialize}.
 */
final class RealtimeEventHook implements Hook<RealtimeSession> {
  @Override
  public @Nullable RealtimeSession enter(Call call) {
    return Context.current().get(RealtimeSessions.READING);
  }

  @Override
  public @Nullable Object exit(
      RealtimeSession session, @Nullable Object result, @Nullable Throwable thrown) {
    if (result != null) {
      session.event(result);
    }
    return result;
  }
}
