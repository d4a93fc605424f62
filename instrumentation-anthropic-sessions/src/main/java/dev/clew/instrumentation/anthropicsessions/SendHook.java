// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/** Observes the events that the application sends, {@code EventService.send}. */
final class SendHook implements Hook<Object> {
  private final Sessions sessions;

  SendHook(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object params = call.required(0, Object.class);
    String id = Fields.BY_NAME.text(params, "sessionId");
    for (Object union : Fields.BY_NAME.list(params, "_events")) {
      SessionEvent event = SessionEvent.of(union);
      if (id != null && event != null) {
        sessions.of(id).sent(event);
      }
    }
    return null;
  }
}
