// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Observes the construction of a session, whether it was created, retrieved or listed: it has the
 * agent's name, model and tools, which its events do not.
 */
final class SessionHook implements Hook<Object> {
  private final Sessions sessions;

  SessionHook(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Object session = call.self(Object.class);
    String id = Fields.BY_NAME.text(session, "_id");
    if (id != null) {
      sessions.of(id).agent(Fields.BY_NAME.read(session, "_agent"));
    }
    return null;
  }
}
