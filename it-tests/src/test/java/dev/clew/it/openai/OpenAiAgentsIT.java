// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosted agents, and the tools that the library runs for them, with both relevant versions. */
@ParameterizedClass
@MethodSource("versions")
class OpenAiAgentsIT {
  private static TracedRun run;

  @Parameter String version;

  static List<String> versions() {
    return LibraryClasspath.newestOf("4.75.1", LibraryClasspath.NEWEST_OPENAI_JAVA);
  }

  @BeforeParameterizedClassInvocation
  static void runOnce(String version) {
    Application app =
        Application.compile(
            "openai-agents", LibraryClasspath.of("com.openai:openai-java:" + version));
    run = Comparison.of(Jdk.running(), app).provider(AgentsScript::start).run();
  }

  private static TraceTree trace(String way) {
    return run.traces().about("ask-" + way);
  }

  @Test
  void application_hasAllItsAnswers() {
    assertThat(run.exit().stdout())
        .contains("tool: tool answer\n")
        .contains("failing: other item other other end other\n")
        .contains("early: other item\n")
        .contains("later: Optional.empty other item other other end other \n")
        .contains("created: created answer\n")
        .contains("created-async: soon answer\n")
        .contains("raw: 200 AgentTurnResultStream 6\n")
        .contains("retrieved: Concierge\n");
    assertThat(run.exit().code()).isEqualTo(3);
  }

  @Test
  void run_hasOneTracePerStreamAndNoneForARetrievedSession() {
    assertThat(run.traces().trees()).hasSize(10);
  }

  @Test
  void tool_thatCallsAModel_isAFunctionAroundIt() {
    assertThat(trace("tool").describe())
        .isEqualTo(
            """
            agent agent session
              generation turn gpt-5.1 (streamed, no chunk)
              function weather
                generation chat gpt-4o-mini
            """);
    TracedSpan tool = trace("tool").only("function");
    assertThat(tool.data().path("input").asText()).isEqualTo("{\"city\":\"Rome\"}");
    assertThat(tool.data().path("output").asText()).isEqualTo("sunny in Rome");
    assertThat(tool.details().path("tool_call_id").asText()).isEqualTo("call_1");
    assertThat(tool.details().path("inferred").asBoolean()).isFalse();
    TracedSpan agent = trace("tool").only("agent");
    assertThat(agent.data().path("name").asText()).isEqualTo("Concierge");
    assertThat(agent.clew().path("group_id").asText()).isEqualTo("tool");
    assertThat(trace("tool").named("turn gpt-5.1").tokens()).isEqualTo("120+30");
  }

  @Test
  void failingTool_hasItsOwnException() {
    assertThat(trace("failing").describe())
        .isEqualTo(
            """
            agent agent session
              generation turn gpt-5.1 (streamed, no chunk)
              function weather ERROR java.lang.IllegalStateException: no forecast
            """);
  }

  @Test
  void asyncTool_isAFunctionToo() {
    assertThat(trace("later").only("function").data().path("output").asText())
        .isEqualTo("later sunny");
  }

  @Test
  void createdSession_hasSubagentsHandoffsAndToolsOfTheProvider() {
    assertThat(trace("created").describe())
        .isEqualTo(
            """
            agent agent session
              generation turn gpt-5.1 (streamed)
              function command_execution
              agent Scout
                generation turn gpt-5.1 (streamed, no chunk)
              handoff Concierge → Scout
              handoff Concierge → Scout
            """);
  }

  @ParameterizedTest
  @CsvSource({"soon", "raw"})
  void createdSession_inOtherWays_isOneAgent(String way) {
    assertThat(trace(way).describe())
        .isEqualTo("agent agent session\n  generation turn gpt-5.1 (streamed)\n");
  }

  @Test
  void streamClosedEarly_isCancelled() {
    assertThat(trace("early").describe())
        .isEqualTo(
            """
            agent agent session CANCELLED
              generation turn gpt-5.1 (streamed, no chunk) CANCELLED
              function weather CANCELLED
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cut     | agent agent session ERROR java.lang.IllegalStateException: Session event stream ended before the turn reached idle or failed
          broken  | agent agent session ERROR server_error: It broke.
          refused | agent agent session ERROR com.openai.errors.NotFoundException: 404: no such session
          """)
  void whatGoesWrong_failsTheAgent(String way, String first) {
    assertThat(trace(way).describe().lines().findFirst()).contains(first);
  }
}
