// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import com.google.adk.agents.LiveRequestQueue;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.events.Event;
import com.google.adk.models.BaseLlm;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import io.reactivex.rxjava3.core.Flowable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/** An agent with a tool that is listened to; builders have other signatures before 1.0. */
public final class LiveAgent {
  final LiveRequestQueue requests = new LiveRequestQueue();
  private final LlmAgent agent;

  LiveAgent(BaseLlm model) {
    Object builder = LlmAgent.builder();
    set(builder, "name", "guide");
    set(builder, "description", "Guides.");
    set(builder, "instruction", "Be brief.");
    set(builder, "model", model);
    set(builder, "tools", List.of(FunctionTool.create(LiveAgent.class, "weather")));
    agent = (LlmAgent) set(builder, "build");
  }

  /** The tool. */
  public static Map<String, Object> weather() {
    return Map.of("sky", "sunny");
  }

  private static Object set(Object builder, String property, Object... values) {
    try {
      for (Method method : builder.getClass().getMethods()) {
        if (method.getName().equals(property) && accepts(method, values)) {
          method.setAccessible(true);
          return method.invoke(builder, values);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(property, e);
    }
    throw new AssertionError("no " + property);
  }

  private static boolean accepts(Method method, Object... values) {
    Class<?>[] types = method.getParameterTypes();
    return types.length == values.length && (types.length == 0 || types[0].isInstance(values[0]));
  }

  Flowable<Event> listen() {
    InMemoryRunner runner = new InMemoryRunner(agent, "app");
    String session = runner.sessionService().createSession("app", "user-1").blockingGet().id();
    return runner.runLive("user-1", session, requests, RunConfig.builder().build());
  }

  void say(String text) {
    requests.content(
        Content.fromJson("{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]}".formatted(text)));
  }
}
