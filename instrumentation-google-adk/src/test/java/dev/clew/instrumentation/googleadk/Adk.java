// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.adk.JsonBaseModel;
import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.Callbacks;
import com.google.adk.agents.InvocationContext;
import com.google.adk.agents.LiveRequestQueue;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.LoopAgent;
import com.google.adk.agents.ParallelAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.events.Event;
import com.google.adk.models.LlmResponse;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.FunctionTool;
import com.google.adk.tools.ToolContext;
import com.google.genai.types.Content;
import dev.clew.testkit.TestRun;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds agents in every version of the library; builders have other signatures before 1.0. */
final class Adk {
  private static final ObjectMapper JSON =
      JsonBaseModel.getMapper()
          .copy()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  /** The tool that transfers to another agent. */
  static final String TRANSFER =
      System.getProperty(TestRun.VERSION, "").equals("0.3.0")
          ? "transferToAgent"
          : "transfer_to_agent";

  private Adk() {}

  static LlmAgent agent(String name, FakeModel model, Object... more) {
    Object builder = LlmAgent.builder();
    set(builder, "name", name);
    set(builder, "description", "What " + name + " does");
    set(builder, "instruction", "You are " + name + ".");
    set(builder, "model", model);
    for (int i = 0; i < more.length; i += 2) {
      set(builder, (String) more[i], more[i + 1]);
    }
    return (LlmAgent) set(builder, "build");
  }

  static BaseAgent sequential(String name, BaseAgent... steps) {
    return workflow(SequentialAgent.builder(), name, steps);
  }

  static BaseAgent parallel(String name, BaseAgent... steps) {
    return workflow(ParallelAgent.builder(), name, steps);
  }

  static BaseAgent loop(String name, BaseAgent... steps) {
    return workflow(LoopAgent.builder(), name, steps);
  }

  private static BaseAgent workflow(Object builder, String name, BaseAgent... steps) {
    set(builder, "name", name);
    set(builder, "subAgents", List.of(steps));
    return (BaseAgent) set(builder, "build");
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

  /** Has the agent whose tool is running leave the loop around it. */
  static void escalate(ToolContext context) {
    Object actions = context.actions();
    try {
      for (Method method : actions.getClass().getMethods()) {
        if (method.getName().equals("setEscalate")) {
          boolean wrapped = method.getParameterTypes()[0] == Optional.class;
          method.invoke(actions, wrapped ? Optional.of(true) : true);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("setEscalate", e);
    }
  }

  private static boolean accepts(Method method, Object... values) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != values.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!types[i].isInstance(values[i])) {
        return false;
      }
    }
    return true;
  }

  /** A conversation with an agent, in a session of its own. */
  static final class Conversation {
    private final InMemoryRunner runner;
    final Session session;

    Conversation(BaseAgent agent) {
      runner = new InMemoryRunner(agent, "app");
      session = runner.sessionService().createSession("app", "user-1").blockingGet();
    }

    Flowable<Event> say(String text) {
      return runner.runAsync("user-1", session.id(), Content.fromJson(content("user", text)));
    }

    Flowable<Event> listen(LiveRequestQueue requests) {
      return runner.runLive("user-1", session.id(), requests, RunConfig.builder().build());
    }
  }

  /** The invocation of an agent that has run. */
  static InvocationContext invocation() {
    InvocationContext[] seen = new InvocationContext[1];
    Callbacks.BeforeToolCallback keep =
        (invocation, tool, arguments, context) -> {
          seen[0] = invocation;
          return Maybe.just(Map.of());
        };
    FakeModel model = new FakeModel().answers(toolCalls("weather")).answers(text("Hello."));
    ask(
        agent(
            "source",
            model,
            "tools",
            List.of(FunctionTool.create(SampleTools.class, "weather")),
            "beforeToolCallback",
            keep),
        "Go");
    return seen[0];
  }

  /** Asks an agent and returns the texts of its events. */
  static List<String> ask(BaseAgent agent, String text) {
    return texts(new Conversation(agent).say(text));
  }

  static List<String> texts(Flowable<Event> events) {
    return events
        .map(event -> event.stringifyContent())
        .filter(text -> !text.isEmpty())
        .toList()
        .blockingGet();
  }

  static String content(String role, String text) {
    return "{\"role\":\"%s\",\"parts\":[{\"text\":\"%s\"}]}".formatted(role, text);
  }

  static LlmResponse response(String json) {
    try {
      return JSON.readValue(json, LlmResponse.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** A complete answer. */
  static String text(String text) {
    return ("{\"content\":%s,\"finishReason\":\"STOP\",\"usageMetadata\":{\"promptTokenCount\":11,"
            + "\"candidatesTokenCount\":7,\"totalTokenCount\":18}}")
        .formatted(content("model", text));
  }

  /** A piece of a streamed answer. */
  static String partial(String text) {
    return "{\"content\":%s,\"partial\":true}".formatted(content("model", text));
  }

  /** An answer that requests tools, each given as {@code name} or {@code name {arguments}}. */
  static String toolCalls(String... calls) {
    String parts = String.join(",", Arrays.stream(calls).map(Adk::toolCall).toList());
    return "{\"content\":{\"role\":\"model\",\"parts\":[%s]},\"finishReason\":\"STOP\"}"
        .formatted(parts);
  }

  private static String toolCall(String call) {
    int space = call.indexOf(' ');
    String name = space < 0 ? call : call.substring(0, space);
    String arguments = space < 0 ? "{}" : call.substring(space + 1);
    return "{\"functionCall\":{\"name\":\"%s\",\"args\":%s}}".formatted(name, arguments);
  }

  /** An answer that transfers to another agent. */
  static String transferTo(String agent) {
    return toolCalls(
        "%s {\"agent_name\":\"%s\",\"agentName\":\"%s\"}".formatted(TRANSFER, agent, agent));
  }
}
