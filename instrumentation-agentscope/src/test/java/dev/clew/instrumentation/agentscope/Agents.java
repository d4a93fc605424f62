// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.tools;

import dev.clew.testkit.TestRun;
import io.agentscope.core.ReActAgent;
import io.agentscope.core.agent.AgentBase;
import io.agentscope.core.message.Msg;
import io.agentscope.core.message.MsgRole;
import io.agentscope.core.message.TextBlock;
import io.agentscope.core.message.ToolResultBlock;
import io.agentscope.core.tool.AgentTool;
import io.agentscope.core.tool.Tool;
import io.agentscope.core.tool.ToolCallParam;
import io.agentscope.core.tool.ToolParam;
import io.agentscope.core.tool.Toolkit;
import io.agentscope.sample.SampleModel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Builds agents and tools in every version of the library. */
final class Agents {
  /** Whether the tests run with the library's second major version. */
  static final boolean VERSION_2 = System.getProperty(TestRun.VERSION, "2.0.0").startsWith("2.");

  private Agents() {}

  static ReActAgent agent(String name, SampleModel model, Object... tools) {
    Toolkit toolkit = new Toolkit();
    for (Object tool : tools) {
      if (tool instanceof AgentTool own) {
        toolkit.registerAgentTool(own);
      } else {
        toolkit.registerTool(tool);
      }
    }
    return ReActAgent.builder()
        .name(name)
        .description("What " + name + " does")
        .sysPrompt("You are " + name + ".")
        .model(model)
        .toolkit(toolkit)
        .build();
  }

  static List<Msg> question(String text) {
    return List.of(
        Msg.builder()
            .name("user")
            .role(MsgRole.USER)
            .content(TextBlock.builder().text(text).build())
            .build());
  }

  static Mono<Msg> call(AgentBase agent) {
    return agent.call(question("Go"));
  }

  /** Asks an agent and returns the text of its answer. */
  static String ask(AgentBase agent) {
    return call(agent).block().getTextContent();
  }

  /** Returns a model that requests {@code tool} once. */
  static SampleModel requesting(String tool) {
    return new SampleModel().answers(tools(tool)).answers(SampleModel.text("Done."));
  }

  /** The application's tools, as annotated methods. */
  public static final class Weather {
    @Tool(name = "weather", description = "Forecasts the weather")
    public String weather(@ToolParam(name = "city", description = "Where") String city) {
      return "sun in " + city;
    }

    @Tool(name = "broken", description = "Fails")
    public String broken(@ToolParam(name = "city", description = "Where") String city) {
      if (!city.isEmpty()) {
        throw new IllegalStateException("no weather in " + city);
      }
      return "";
    }
  }

  /** A tool of an application, as a class of its own. */
  record OwnTool(String name, Function<ToolCallParam, Mono<ToolResultBlock>> work)
      implements AgentTool {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getDescription() {
      return "What " + name + " does";
    }

    @Override
    public Map<String, Object> getParameters() {
      return Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")));
    }

    @Override
    public Mono<ToolResultBlock> callAsync(ToolCallParam param) {
      return work.apply(param);
    }
  }
}
