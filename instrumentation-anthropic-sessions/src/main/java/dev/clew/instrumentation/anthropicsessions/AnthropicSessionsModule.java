// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;

/**
 * The hook points in anthropic-java's hosted sessions (beta), which it has since 2.57 or a little
 * earlier.
 */
public final class AnthropicSessionsModule implements InstrumentationModule {
  private static final String SESSION =
      "com.anthropic.models.beta.sessions.BetaManagedAgentsSession";

  @Override
  public String name() {
    return "anthropic-sessions";
  }

  @Override
  public Library library() {
    return new Library("anthropic-java-sessions", "2.57.0 to 3.14.0", List.of(SESSION));
  }

  @Override
  public List<HookPoint> hookPoints() {
    ServiceHookPoints points =
        new ServiceHookPoints("com.anthropic.", "dev.clew.instrumentation.anthropicsessions.");
    String stream = "events.EventStreamParams";
    String sessions = "beta.sessions.";
    String threads = "beta.sessions.threads.";
    points.method(sessions + "Event", "streamStreaming", sessions + stream, null, "StreamHook");
    points.optional(threads + "Event", "streamStreaming", threads + stream, null, "StreamHook");
    points.method(
        sessions + "Event", "send", sessions + "events.EventSendParams", null, "SendHook");
    points.add(HookPoint.inClass(SESSION).constructor(), "SessionHook");
    return points.all();
  }
}
