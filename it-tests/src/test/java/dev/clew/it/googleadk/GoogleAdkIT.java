// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.googleadk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.examples.modelserver.ToolCall;
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

/** The same agents over Gemini without and with Clew, and every model call in exactly one span. */
class GoogleAdkIT {
  /** The answers of each agent, which the library introduces to the model by its name. */
  private static final Map<String, List<Reply>> ANSWERS =
      Map.of(
          "desk",
          List.of(Reply.toolCall("transfer_to_agent", "{\"agent_name\":\"clerk\"}")),
          "clerk",
          List.of(
              Reply.toolCalls(
                  new ToolCall("c1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("c2", "fare", "{\"to\":\"Atlantis\"}")),
              Reply.text("To Lisbon.").usage(Usage.of(120, 31).withCached(64))),
          "boss",
          List.of(Reply.toolCall("adviser", "{\"request\":\"Where?\"}"), Reply.text("To Rome.")),
          "adviser",
          List.of(Reply.text("Rome.")),
          "east",
          List.of(Reply.text("To Vienna.")),
          "west",
          List.of(Reply.text("To Brest.")),
          "poet",
          List.of(
              Reply.toolCall("fare", "{\"to\":\"Lisbon\"}"),
              Reply.text("The quick brown fox jumps.")),
          "unlucky",
          List.of(Reply.error(400, "no such model")));

  @Test
  void newestVersion_isTraced_andBehavesAsWithoutTheAgent() {
    TracedRun run = run("1.8.0");

    // The order of parallel agents is open.
    assertThat(run.traces().describe().replace("agent west", "agent east"))
        .isEqualTo(
            """
            agent desk
              generation chat gemini-x
              handoff desk → clerk
              agent clerk
                generation chat gemini-x
                function fare
                function fare ERROR java.lang.IllegalStateException: no ferry to Atlantis
                generation chat gemini-x
            agent boss
              generation chat gemini-x
              function adviser
                agent adviser
                  generation chat gemini-x
              generation chat gemini-x
            agent both
              agent east
                generation chat gemini-x
              agent east
                generation chat gemini-x
            agent poet
              generation chat gemini-x (streamed)
              function fare
              generation chat gemini-x (streamed)
            agent guarded
              guardrail before_model
            agent unlucky ERROR com.google.genai.errors.ClientException: 400 Bad Request. no such model
              generation chat gemini-x ERROR com.google.genai.errors.ClientException: 400 Bad Request. no such model
            """);
    // Once for each call, whether from the library or from the client below it.
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

  private static TracedRun run(String version) {
    Application app =
        Application.compile(
            "google-adk", LibraryClasspath.of("com.google.adk:google-adk:" + version));
    return Comparison.of(Jdk.running(), app).model(GoogleAdkIT::script).run();
  }
}
