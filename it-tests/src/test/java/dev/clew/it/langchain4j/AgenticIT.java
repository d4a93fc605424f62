// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Agents and the handoffs between them, in every arrangement of langchain4j-agentic. */
@ParameterizedClass
@ArgumentsSource(Jdk.Newest.class)
class AgenticIT {
  private static final String CORE = "1.19.0";
  static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("Write about alone", Reply.text("a lone story"))
          .on("Write about sequence", Reply.text("a draft"))
          .on("Edit a draft", Reply.text("a good story"))
          .on("Food for parallel", Reply.text("pasta"))
          .on("Film for parallel", Reply.text("western"))
          .on("Film for conditional", Reply.text("comedy"))
          .on("Write about loop", Reply.text("round 1"), Reply.text("round 2"))
          .on("Write about failing", Reply.error(500, "The server had an error"))
          .on("Write about dragons", Reply.text("a story of dragons"))
          .on(
              "supervisor",
              Reply.text("{\"agentName\":\"writer\",\"arguments\":{\"topic\":\"dragons\"}}"),
              Reply.text("{\"agentName\":\"done\",\"arguments\":{\"response\":\"done\"}}"));

  private static TracedRun run;

  @Parameter Jdk jdk;

  @BeforeParameterizedClassInvocation
  static void runOnce(Jdk jdk) {
    Application app =
        Application.compile(
            "langchain4j-agentic",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j-agentic:1.19.0-beta29",
                "dev.langchain4j:langchain4j-open-ai:" + CORE));
    run = Comparison.of(jdk, app).model(MODEL).run();
  }

  @Test
  void agentAlone_isOneAgentSpan() {
    TraceTree trace = run.traces().about("a lone story");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent writer
              generation chat gpt-4o
            """);
    assertThat(trace.only("agent").details().path("output").asText()).isEqualTo("a lone story");
  }

  @Test
  void sequence_handsOverFromAgentToAgent() {
    TraceTree trace = run.traces().about("a good story");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent story
              handoff story → writer
              agent writer
                generation chat gpt-4o
              handoff writer → editor
              agent editor
                generation chat gpt-4o
            """);
    TracedSpan second = trace.spans("handoff").get(1);
    assertThat(second.data().path("from_agent").asText()).isEqualTo("writer");
    assertThat(second.data().path("to_agent").asText()).isEqualTo("editor");
    assertThat(second.details().path("decided_by").asText()).isEqualTo("workflow");
  }

  @Test
  void parallelAgents_areUnderTheirWorkflow() {
    assertThat(run.traces().about("western").describe("evening"))
        .isEqualTo(
            """
            agent evening
              agent film
                generation chat gpt-4o
              agent food
                generation chat gpt-4o
              handoff evening → film
              handoff evening → food
            """);
  }

  @Test
  void conditional_handsOverToTheAgentThatWasChosen() {
    assertThat(run.traces().about("comedy").describe())
        .isEqualTo(
            """
            agent router
              handoff router → film
              agent film
                generation chat gpt-4o
            """);
  }

  @Test
  void loop_runsItsAgentAgain() {
    assertThat(run.traces().about("round 2").describe())
        .isEqualTo(
            """
            agent twice
              custom iteration 1
                handoff twice → writer
                agent writer
                  generation chat gpt-4o
              custom iteration 2
                handoff writer → writer
                agent writer
                  generation chat gpt-4o
            """);
  }

  @Test
  void supervisor_handsOverAsItsModelDecides() {
    TraceTree trace = run.traces().about("a story of dragons");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent SupervisorAgent
              custom PlannerAgent.plan
                generation chat gpt-4o
              handoff SupervisorAgent → writer
              agent writer
                generation chat gpt-4o
              custom PlannerAgent.plan
                generation chat gpt-4o
            """);
    assertThat(trace.only("handoff").details().path("decided_by").asText()).isEqualTo("model");
  }

  @Test
  void failingAgent_failsItsWorkflow() {
    assertThat(run.traces().about("failing").describe().replaceAll("(ERROR [\\w.]+).*", "$1"))
        .isEqualTo(
            """
            agent story ERROR dev.langchain4j.exception.InternalServerException
              handoff story → writer
              agent writer ERROR dev.langchain4j.exception.InternalServerException
                generation chat gpt-4o ERROR dev.langchain4j.exception.InternalServerException
            """);
  }

  @Test
  void run_hasOneTracePerArrangement() {
    assertThat(run.traces().trees()).hasSize(7);
  }
}
