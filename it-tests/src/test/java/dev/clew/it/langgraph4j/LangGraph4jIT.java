// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langgraph4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The same graphs without and with Clew, over LangChain4j and over Spring AI: each call and each
 * tool is one span, in one tree with the nodes.
 */
class LangGraph4jIT {
  private static final Reply FARE = Reply.toolCall("fare", "{}");

  private static final String REFUSAL =
      "ERROR dev.langchain4j.exception.InvalidRequestException: {\"error\":{\"message\":\"no such"
          + " model\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}";

  /** The answers by the name in the system prompt. */
  private static final Map<String, List<Reply>> ANSWERS =
      Map.of(
          "clerk",
          List.of(FARE, Reply.text("90 euros.").usage(Usage.of(120, 31))),
          "poet",
          List.of(Reply.text("The quick brown fox jumps.")),
          "porter",
          List.of(FARE, Reply.text("Still 90.")),
          "east",
          List.of(Reply.text("To Vienna.")),
          "west",
          List.of(Reply.text("To Brest.")),
          "unlucky",
          List.of(Reply.error(400, "no such model")));

  @Test
  void graphs_areTraced_andBehaveAsWithoutTheAgent() {
    TracedRun run = run();

    // The order of the branches is open.
    assertThat(run.traces().describe().replace("custom two", "custom one"))
        .isEqualTo(
            """
            agent graph
              custom agent
                generation chat gpt-4o
              custom action
                function fare
              custom agent
                generation chat gpt-4o
              custom action
            agent poet
              custom agent
                generation chat gpt-4o (streamed)
              custom action
            agent spring
              custom agent
                agent ChatClient
                  generation chat gpt-4o
              custom action
                function fare
              custom agent
                agent ChatClient
                  generation chat gpt-4o
              custom action
            agent desk
              custom east
                agent east
                  custom agent
                    generation chat gpt-4o
                  custom action
              custom west
                handoff east → west
                agent west
                  custom agent
                    generation chat gpt-4o
                  custom action
            agent both
              custom fork
              custom __PARALLEL__(fork)
                custom one
                custom one
              agent inner
                custom look
                custom leap
            agent resumable
              custom plan
            agent resumable
              custom act
            agent unlucky %s
              custom agent %s
                generation chat gpt-4o %s
            """
                .replace("%s", REFUSAL));
    assertThat(run.traces().trees().get(0).spans("generation"))
        .extracting(TracedSpan::tokens)
        .endsWith("120+31");
    assertThat(run.exit().code()).isEqualTo(3);
  }

  private static ModelScript script() {
    Map<String, SequenceScript> agents = new LinkedHashMap<>();
    ANSWERS.forEach(
        (name, replies) -> agents.put(name, SequenceScript.of(replies.toArray(Reply[]::new))));
    return request ->
        agents.entrySet().stream()
            .filter(agent -> request.system().contains("You are the " + agent.getKey()))
            .findFirst()
            .orElseThrow()
            .getValue()
            .reply(request);
  }

  private static TracedRun run() {
    Application app =
        Application.compile(
            "langgraph4j",
            LibraryClasspath.of(
                "org.bsc.langgraph4j:langgraph4j-agent-executor:1.8.17",
                "org.bsc.langgraph4j:langgraph4j-springai-agentexecutor:1.8.3",
                "dev.langchain4j:langchain4j-open-ai:1.19.0",
                "org.springframework.ai:spring-ai-openai:1.1.2"));
    return Comparison.of(Jdk.running(), app).model(LangGraph4jIT::script).run();
  }
}
