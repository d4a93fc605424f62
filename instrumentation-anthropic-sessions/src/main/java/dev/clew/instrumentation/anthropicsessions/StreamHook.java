// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.http.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * Traces the events of a session or of one of its threads, {@code streamStreaming} with {@code
 * (EventStreamParams, RequestOptions)}. The first run of the agent begins here.
 */
final class StreamHook implements Hook<HttpCall> {
  private final Sessions sessions;

  StreamHook(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public @Nullable HttpCall enter(Call call) {
    Object params = call.required(0, Object.class);
    String id = Fields.BY_NAME.text(params, "sessionId");
    if (id == null) {
      return null;
    }
    Session session = sessions.of(id);
    String thread = Fields.BY_NAME.text(params, "threadId");
    SessionStream stream =
        new SessionStream(
            sessions.observations(), sessions.client(call.self(Object.class)), session, thread);
    String name = stream.name();
    HttpCall begun =
        HttpCall.begin(sessions.observations(), sessions, SpanType.AGENT, name, stream, null);
    if (begun != null) {
      begun.setGroupId(id);
      stream.begun(begun);
      session.opened(stream);
    }
    return begun;
  }

  @Override
  public @Nullable Object exit(HttpCall call, @Nullable Object result, @Nullable Throwable thrown) {
    return call.returned(result, thrown);
  }
}
