// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.agentscope;

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

/**
 * The same agents without and with Clew: over OpenAI, which the library speaks itself, and over
 * Anthropic's SDK, with every model call in exactly one span.
 */
class AgentScopeIT {
  /** The answers of each agent, which its system prompt names. */
  private static final Map<String, List<Reply>> ANSWERS =
      Map.of(
          "clerk",
          List.of(
              Reply.toolCalls(
                  new ToolCall("c1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("c2", "fare", "{\"to\":\"Atlantis\"}")),
              Reply.text("To Lisbon.").usage(Usage.of(120, 31).withCached(64))),
          "poet",
          List.of(
              Reply.toolCall("fare", "{\"to\":\"Lisbon\"}"),
              Reply.text("The quick brown fox jumps.").usage(Usage.of(90, 5))),
          "caller",
          List.of(
              Reply.toolCall("fare", "{\"to\":\"Lisbon\"}"),
              Reply.text("To Lisbon, for ninety euros.")),
          "boss",
          List.of(Reply.toolCall("advise", "{\"question\":\"Where?\"}"), Reply.text("To Rome.")),
          "adviser",
          List.of(Reply.text("Rome.")),
          "guarded",
          List.of(Reply.toolCall("fare", "{\"to\":\"Lisbon\"}"), Reply.text("I may not ask.")),
          "unlucky",
          List.of(Reply.error(400, "no such model")));

  @Test
  void newestVersion_isTraced_andBehavesAsWithoutTheAgent() {
    TracedRun run = run("2.0.0");

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            agent clerk
              generation chat gpt-x
              function fare
              function fare ERROR java.lang.IllegalStateException: no ferry to Atlantis
              generation chat gpt-x
            agent poet
              generation chat claude-x (streamed)
              function fare
              generation chat claude-x (streamed)
            agent caller
              generation chat gpt-x (streamed)
              function fare
              generation chat gpt-x (streamed)
            agent boss
              generation chat gpt-x
              function advise
                handoff boss → adviser
                agent adviser
                  generation chat gpt-x
              generation chat gpt-x
            agent guarded
              generation chat gpt-x
              guardrail permission fare
              generation chat gpt-x
            agent unlucky ERROR io.agentscope.core.model.ModelException: Failed to call OpenAI API: OpenAI API request failed with status 400 | {"error":{"message":"no such model","type":"invalid_request_error","param":null,"code":null}}
              generation chat gpt-x ERROR io.agentscope.core.model.ModelException: Failed to call OpenAI API: OpenAI API request failed with status 400 | {"error":{"message":"no such model","type":"invalid_request_error","param":null,"code":null}}
            """);
    // Once for each call, whether from the library or from the client below it.
    assertThat(run.traces().trees().get(0).spans("generation"))
        .extracting(TracedSpan::tokens)
        .endsWith("120+31");
    assertThat(run.traces().trees().get(1).spans("generation"))
        .extracting(TracedSpan::tokens)
        .endsWith("90+5");
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
    String extension = "io.agentscope:agentscope-extensions-model-";
    Application app =
        Application.compile(
            "agentscope",
            LibraryClasspath.of(
                "io.agentscope:agentscope-core:" + version,
                extension + "openai:" + version,
                extension + "anthropic:" + version));
    return Comparison.of(Jdk.running(), app).model(AgentScopeIT::script).run();
  }
}
