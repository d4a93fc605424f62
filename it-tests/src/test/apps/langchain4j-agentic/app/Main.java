// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.supervisor.SupervisorAgent;
import dev.langchain4j.agentic.supervisor.SupervisorResponseStrategy;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Agents in all workflows of langchain4j-agentic; each prints its results. */
public final class Main {
  private final ChatModel model;

  private Main(ChatModel model) {
    this.model = model;
  }

  public static void main(String[] args) {
    Main main =
        new Main(
            OpenAiChatModel.builder()
                .baseUrl(args[0])
                .apiKey(args[1])
                .modelName("gpt-4o")
                .maxRetries(0)
                .build());
    Map<String, Callable<Object>> ways = new LinkedHashMap<>();
    ways.put("alone", main::alone);
    ways.put("sequence", main::sequence);
    ways.put("parallel", main::parallel);
    ways.put("conditional", main::conditional);
    ways.put("loop", main::loop);
    ways.put("supervisor", main::supervisor);
    ways.put("failing", main::failing);
    ways.forEach(Main::run);
    System.exit(0);
  }

  private static void run(String name, Callable<Object> way) {
    Object outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      outcome = e.getClass().getName() + " because of " + cause;
    }
    System.out.println(name + ": " + outcome);
  }

  private Object alone() {
    return agent(Agents.Writer.class).write("alone");
  }

  private Object sequence() {
    return AgenticServices.sequenceBuilder(Agents.Story.class)
        .subAgents(agent(Agents.Writer.class), agent(Agents.Editor.class))
        .outputKey("edited")
        .build()
        .tell("sequence");
  }

  private Object parallel() {
    return AgenticServices.parallelBuilder(Agents.Evening.class)
        .subAgents(agent(Agents.Food.class), agent(Agents.Film.class))
        .output(scope -> scope.readState("food") + " and " + scope.readState("film"))
        .build()
        .plan("parallel");
  }

  private Object conditional() {
    UntypedAgent router =
        AgenticServices.conditionalBuilder()
            .name("router")
            .subAgents(scope -> false, agent(Agents.Food.class))
            .subAgents(scope -> true, agent(Agents.Film.class))
            .outputKey("film")
            .build();
    return router.invoke(Map.of("topic", "conditional"));
  }

  private Object loop() {
    int[] rounds = {0};
    UntypedAgent twice =
        AgenticServices.loopBuilder()
            .name("twice")
            .subAgents(agent(Agents.Writer.class))
            .maxIterations(5)
            .exitCondition(scope -> ++rounds[0] == 2)
            .outputKey("story")
            .build();
    return twice.invoke(Map.of("topic", "loop"));
  }

  private Object supervisor() {
    SupervisorAgent supervisor =
        AgenticServices.supervisorBuilder()
            .chatModel(model)
            .subAgents(agent(Agents.Writer.class))
            .responseStrategy(SupervisorResponseStrategy.LAST)
            .build();
    return supervisor.invoke("supervisor");
  }

  private Object failing() {
    return AgenticServices.sequenceBuilder(Agents.Story.class)
        .subAgents(agent(Agents.Writer.class), agent(Agents.Editor.class))
        .outputKey("edited")
        .build()
        .tell("failing");
  }

  private <T> T agent(Class<T> type) {
    return AgenticServices.agentBuilder(type).chatModel(model).build();
  }
}
