// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Agents declared by annotations, humans in the loop, mappers, custom planners, remote agents. */
@ParameterizedClass
@ArgumentsSource(Jdk.Newest.class)
class AgenticMoreIT {
  private static TracedRun run;

  @Parameter Jdk jdk;

  @BeforeParameterizedClassInvocation
  static void runOnce(Jdk jdk) {
    Application app =
        Application.compile(
            "langchain4j-agentic-more",
            LibraryClasspath.of("dev.langchain4j:langchain4j-agentic:1.19.0-beta29"));
    run = Comparison.of(jdk, app).run();
  }

  @Test
  void loopInASequence_hasASpanPerIteration() {
    assertThat(run.traces().about("dragons").describe())
        .isEqualTo(
            """
            agent novel
              handoff novel → author
              agent author
                generation chat EchoModel
              handoff author → Review.review
              agent Review.review
                custom iteration 1
                  handoff Review.review → scorer
                  agent scorer
                  handoff scorer → Reviser.revise
                  agent Reviser.revise
                    generation chat EchoModel
                custom iteration 2
                  handoff Reviser.revise → scorer
                  agent scorer
                  handoff scorer → Reviser.revise
                  agent Reviser.revise
                    generation chat EchoModel
                custom iteration 3
                  handoff Reviser.revise → scorer
                  agent scorer
            """);
  }

  @Test
  void agentsOfOneRun_shareItsScope() {
    TraceTree trace = run.traces().about("dragons");

    assertThat(
            trace.spans("agent").stream()
                .map(span -> span.details().at("/details/scope_id").asText())
                .collect(Collectors.toSet()))
        .singleElement()
        .asString()
        .isNotEmpty();
    assertThat(trace.named("novel").details().at("/details/planner").asText())
        .isEqualTo("SequentialPlanner");
  }

  @Test
  void personDeclaredByAnnotation_isCustom() {
    assertThat(run.traces().about("trolls").describe())
        .isEqualTo(
            """
            agent show
              handoff show → Person.ask
              custom Person.ask
              handoff Person.ask → entertainer
              agent entertainer
                handoff entertainer → comedian
                agent comedian
                  generation chat EchoModel
            """);
  }

  @Test
  void agentThatIsTriedAgain_isHandedControlOnce() {
    assertThat(run.traces().about("giants").describe())
        .isEqualTo(
            """
            agent patient
              handoff patient → flaky
              agent flaky ERROR java.lang.IllegalStateException: not now
              agent flaky
            """);
  }

  @Test
  void mapper_hasAnAgentPerItem() {
    assertThat(run.traces().about("ogres").describe("jokes"))
        .isEqualTo(
            """
            agent jokes
              agent comedian_0
                generation chat EchoModel
              agent comedian_1
                generation chat EchoModel
              handoff jokes → comedian_0
              handoff jokes → comedian_1
            """);
  }

  @Test
  void plannerOfOnesOwn_decidesAsAWorkflow() {
    TraceTree trace = run.traces().about("dwarfs");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent team
              handoff team → poet
              agent poet
                generation chat EchoModel
              handoff team → comedian
              agent comedian
                generation chat EchoModel
            """);
    assertThat(trace.spans("handoff"))
        .extracting(AgenticMoreIT::decidedBy)
        .containsOnly("workflow");
  }

  @Test
  void plannerOfOnesOwn_thatAsksAModel_decidesAsAModel() {
    TraceTree trace = run.traces().about("gnomes");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent team
              agent Chooser.choose
                generation chat EchoModel
              handoff team → poet
              agent poet
                generation chat EchoModel
            """);
    assertThat(decidedBy(trace.only("handoff"))).isEqualTo("model");
  }

  @Test
  void optionalAgentWithoutItsInputs_isNotThere() {
    assertThat(run.traces().about("fairies").describe())
        .isEqualTo(
            """
            agent maybe
              handoff maybe → poet
              agent poet
                generation chat EchoModel
            """);
  }

  @Test
  void asynchronousAgents_areUnderTheirWorkflow() {
    assertThat(run.traces().about("witches").describe("later"))
        .isEqualTo(
            """
            agent later
              agent author
                generation chat EchoModel
              agent comedian
                generation chat EchoModel
              handoff later → author
              handoff later → comedian
            """);
  }

  @Test
  void remoteAgent_isMarked() {
    Application app =
        Application.compile(
            "langchain4j-agentic-a2a",
            LibraryClasspath.of("dev.langchain4j:langchain4j-agentic-a2a:1.14.1-beta24"));

    TracedRun remote = Comparison.of(jdk, app).provider(() -> A2aServer.start("teller")).run();

    assertThat(remote.exit().stdout()).isEqualTo("printed a story of dragons\n");
    TraceTree trace = remote.traces().only();
    assertThat(trace.describe())
        .isEqualTo(
            """
            agent book
              handoff book → teller
              agent teller
              handoff teller → printer
              agent printer
            """);
    assertThat(trace.named("teller").details().at("/details/remote").asText()).isEqualTo("a2a");
  }

  private static String decidedBy(TracedSpan handoff) {
    return handoff.details().path("decided_by").asText();
  }
}
