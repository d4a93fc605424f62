// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.LiveServerMessage;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import org.jspecify.annotations.Nullable;

/**
 * Observes a message of the provider when the library has read its JSON, before the application
 * receives it: {@code LiveServerMessage.fromJson} or, since 1.70, {@code
 * JsonSerializable.fromJsonNode}.
 */
final class LiveMessageHook implements Hook<LiveSessions.Reading> {
  @Override
  public LiveSessions.@Nullable Reading enter(Call call) {
    return Context.current().get(LiveSessions.READING);
  }

  @Override
  public @Nullable Object exit(
      LiveSessions.Reading reading, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof LiveServerMessage message
        && reading.observed().compareAndSet(false, true)) {
      reading.session().received(message);
    }
    return result;
  }
}
