// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.planner.Planner;
import dev.langchain4j.model.chat.ChatModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The other features of langchain4j-agentic; each method prints its results. */
public final class Main {
  private static final ChatModel MODEL = new EchoModel();

  private Main() {}

  public static void main(String[] args) {
    Map<String, Callable<Object>> ways = new LinkedHashMap<>();
    ways.put("declared", () -> declared(Declared.Novel.class).create("dragons"));
    ways.put("person", () -> declared(Declared.Show.class).open("trolls"));
    ways.put("both", () -> declared(Declared.Both.class).say("elves"));
    ways.put("retry", () -> declared(Declared.Patient.class).act("giants"));
    ways.put("mapper", Main::mapper);
    ways.put("backwards", () -> planned(Planners.Backwards::new, "dwarfs"));
    ways.put("asking", () -> planned(() -> new Planners.Asking(MODEL), "gnomes"));
    ways.put("optional", Main::optional);
    ways.put("async", Main::async);
    ways.forEach(Main::run);
    System.exit(0);
  }

  private static void run(String name, Callable<Object> way) {
    Object outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e;
    }
    System.out.println(name + ": " + outcome);
  }

  private static <T> T declared(Class<T> type) {
    return AgenticServices.createAgenticSystem(type, MODEL);
  }

  private static <T> T agent(Class<T> type) {
    return AgenticServices.agentBuilder(type).chatModel(MODEL).build();
  }

  private static Object mapper() {
    UntypedAgent mapper =
        AgenticServices.parallelMapperBuilder()
            .name("jokes")
            .subAgents(agent(Declared.Comedian.class))
            .itemsProvider("topics")
            .outputKey("texts")
            .build();
    return mapper.invoke(Map.of("topics", List.of("ogres", "orcs")));
  }

  private static Object planned(Supplier<Planner> planner, String topic) {
    UntypedAgent team =
        AgenticServices.plannerBuilder()
            .name("team")
            .subAgents(agent(Declared.Comedian.class), agent(Declared.Poet.class))
            .planner(planner)
            .outputKey("text")
            .build();
    return team.invoke(Map.of("topic", topic));
  }

  private static Object optional() {
    UntypedAgent sequence =
        AgenticServices.sequenceBuilder()
            .name("maybe")
            .subAgents(
                AgenticServices.agentBuilder(Declared.Reviser.class)
                    .chatModel(MODEL)
                    .optional(true)
                    .build(),
                agent(Declared.Poet.class))
            .outputKey("text")
            .build();
    return sequence.invoke(Map.of("topic", "fairies"));
  }

  private static Object async() {
    UntypedAgent sequence =
        AgenticServices.sequenceBuilder()
            .name("later")
            .subAgents(
                AgenticServices.agentBuilder(Declared.Author.class)
                    .chatModel(MODEL)
                    .async(true)
                    .build(),
                AgenticServices.agentBuilder(Declared.Comedian.class)
                    .chatModel(MODEL)
                    .async(true)
                    .build())
            .output(
                scope ->
                    new TreeMap<>(
                        Map.of("story", scope.readState("story"), "text", scope.readState("text"))))
            .build();
    return sequence.invoke(Map.of("topic", "witches"));
  }
}
