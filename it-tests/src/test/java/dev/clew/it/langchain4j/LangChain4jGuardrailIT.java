// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Guardrails, unusual tools and return types of AI services, with old and new versions. */
@ParameterizedClass
@MethodSource("versions")
class LangChain4jGuardrailIT {
  private static final String NEWEST_REACTOR = "1.10.0-beta18";
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("passes", Reply.text("fine"))
          .on("reprompted", Reply.text("rude"))
          .on("Say it nicely", Reply.text("nice"))
          .on("wordy", Reply.text("long"))
          .on("harmless?", Reply.text("yes"))
          .on("judged", Reply.text("fine"))
          .on("guarded-stream", Reply.text("long"))
          .on("invented", call("teleport", "{\"to\":\"Rome\"}"), Reply.text("no such way"))
          .on("unforgiven", call("teleport", "{}"))
          .on(
              "both at once",
              Reply.toolCalls(
                  new ToolCall("call_1", "teleport", "{}"),
                  new ToolCall("call_2", "fare", "{\"to\":\"Rome\"}")),
              Reply.text("4 EUR"))
          .on("misfit", call("fare", "{\"to\":"), Reply.text("sorry"))
          .on(
              "provided",
              Reply.toolCalls(
                  new ToolCall("call_1", "ping", "{}"), new ToolCall("call_2", "pong", "{}")),
              Reply.text("played"))
          .on("at-once", call("ticket", "{\"to\":\"Rome\"}"))
          .on("by proxy", call("translate", "{\"text\":\"bom dia\"}"), Reply.text("good day"))
          .on("by department", call("department", "{\"text\":\"ola\"}"), Reply.text("greetings"))
          .on("formally: ola", Reply.text("hello"))
          .on("bom dia", Reply.text("good morning"))
          .on("flux", Reply.text("a stream of words"))
          .on("broken stream", Reply.error(500, "The server had an error"))
          .on("broken future", Reply.error(500, "The server had an error"))
          .on("future", Reply.text("later on"))
          .on("an object", Reply.text("{\"to\":\"Rome\",\"euros\":90}"))
          .on("an enum", Reply.text("GOOD"))
          .on("a list", Reply.text("Rome\nLisbon"))
          .on("a result", Reply.text("with usage"))
          .on("nothing to return", Reply.text("noted"));

  private static TracedRun run;

  @Parameter(0)
  Jdk jdk;

  @Parameter(1)
  String version;

  /**
   * The lowest version whose tools can return directly, and the newest, which runs on the newest
   * JDK.
   */
  static List<Arguments> versions() {
    List<String> all = LibraryClasspath.versions("langchain4j");
    String newest = all.get(all.size() - 1);
    List<Arguments> runs = new ArrayList<>();
    if (LibraryClasspath.ALL_VERSIONS) {
      runs.add(Arguments.of(Jdk.running(), "1.4.0"));
      runs.add(Arguments.of(Jdk.running(), "1.11.0"));
    }
    runs.add(Arguments.of(Jdk.newest().orElseGet(Jdk::running), newest));
    return runs;
  }

  private static Reply call(String tool, String arguments) {
    return Reply.toolCalls(new ToolCall("call_1", tool, arguments));
  }

  @BeforeParameterizedClassInvocation
  static void runOnce(Jdk jdk, String version) {
    List<Path> libraries = new ArrayList<>();
    // Contains the service file of the application's own adapter.
    libraries.add(BuildOutput.root().resolve("it-tests/src/test/apps/langchain4j-guardrails"));
    libraries.addAll(
        LibraryClasspath.of(
            "dev.langchain4j:langchain4j:" + version,
            "dev.langchain4j:langchain4j-open-ai:" + version,
            "dev.langchain4j:langchain4j-reactor:" + NEWEST_REACTOR));
    Application app = Application.compile("langchain4j-guardrails", libraries);
    run = Comparison.of(jdk, app).model(MODEL).run();
  }

  private static TraceTree about(String phrase) {
    return run.traces().about(phrase);
  }

  /** Error messages differ between versions. */
  private static String describe(String phrase) {
    return about(phrase).describe().replaceAll("( ERROR [\\w.]+).*", "$1");
  }

  @Test
  void guardrails_areAroundTheModel() {
    TraceTree trace = about("\"passes\"");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent Assistant.answer
              guardrail NoSecrets
              generation chat gpt-4o
              guardrail Polite
            """);
    assertThat(trace.only("agent").details().path("instructions").asText())
        .isEqualTo("You speak English.");
    TracedSpan check = trace.named("NoSecrets");
    assertThat(check.data().path("triggered").asBoolean()).isFalse();
    assertThat(check.details().at("/details/kind").asText()).isEqualTo("input");
    assertThat(check.details().at("/details/checked").asText()).isEqualTo("passes");
  }

  @Test
  void guardrailThatObjects_isTriggered_andTheServiceFails() {
    TraceTree trace = about("blocked: a secret");

    assertThat(describe("blocked: a secret"))
        .isEqualTo(
            """
            agent Assistant.answer ERROR dev.langchain4j.guardrail.InputGuardrailException
              guardrail NoSecrets
            """);
    TracedSpan check = trace.only("guardrail");
    assertThat(check.data().path("triggered").asBoolean()).isTrue();
    assertThat(check.details().at("/details/result").asText()).isEqualTo("fatal");
    assertThat(check.details().at("/details/failures/0").asText())
        .isEqualTo("a secret was asked for");
    assertThat(trace.only("agent").details().path("instructions").asText())
        .isEqualTo("You speak English.");
  }

  @Test
  void reprompt_isSeenBetweenTwoGenerations() {
    TraceTree trace = about("\"reprompted\"");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent Assistant.answer
              guardrail NoSecrets
              generation chat gpt-4o
              guardrail Polite
              generation chat gpt-4o
              guardrail Polite
            """);
    assertThat(trace.spans("guardrail"))
        .extracting(span -> span.details().at("/details/result").asText())
        .containsExactly("success", "reprompt", "success");
    assertThat(trace.spans("guardrail").get(1).details().at("/details/reprompt").asText())
        .isEqualTo("Say it nicely");
    // Up to some version the caller received the first answer regardless.
    assertThat(run.exit().stdout())
        .contains("reprompted: " + trace.only("agent").details().path("output").asText() + "\n");
  }

  @Test
  void rewrittenAnswer_isShown() {
    for (String phrase : List.of("\"wordy\"", "guarded-stream")) {
      TraceTree trace = about(phrase);

      TracedSpan check = trace.named("Polite");
      assertThat(check.details().at("/details/rewritten").asText()).isEqualTo("short");
      assertThat(trace.only("agent").details().path("output").asText()).isEqualTo("short");
    }
  }

  @Test
  void guardrailThatThrows_hasFailed() {
    assertThat(describe("\"broken\""))
        .isEqualTo(
            """
            agent Assistant.answer ERROR dev.langchain4j.guardrail.InputGuardrailException
              guardrail Checks lambda ERROR java.lang.IllegalStateException
            """);
  }

  @Test
  void modelThatAGuardrailAsks_isBelowIt() {
    assertThat(describe("\"judged\""))
        .isEqualTo(
            """
            agent Assistant.answer
              guardrail Checks lambda
                generation chat gpt-4o
              generation chat gpt-4o
              guardrail Polite
            """);
  }

  @Test
  void inventedTool_isAFailedFunction() {
    TraceTree trace = about("\"invented\"");

    assertThat(describe("\"invented\""))
        .isEqualTo(
            """
            agent Assistant.answer
              generation chat gpt-4o
              function teleport ERROR hallucinated_tool
              generation chat gpt-4o
            """);
    assertThat(trace.only("function").data().path("output").asText())
        .isEqualTo("there is no teleport");
    assertThat(describe("\"unforgiven\""))
        .isEqualTo(
            """
            agent Assistant.answer ERROR java.lang.RuntimeException
              generation chat gpt-4o
              function teleport ERROR java.lang.RuntimeException
            """);
  }

  @Test
  void inventedToolOnAnotherThread_isUnderItsService() {
    assertThat(about("both at once").describe("Assistant.answer"))
        .isEqualTo(
            """
            agent Assistant.answer
              function fare
              function teleport ERROR hallucinated_tool: the model asked for a tool that does not exist
              generation chat gpt-4o
              generation chat gpt-4o
            """);
  }

  @Test
  void argumentsThatDoNotFit_areAFailureOfTheTool() {
    TraceTree trace = about("\"misfit\"");

    assertThat(trace.only("function").error()).startsWith("com.fasterxml.jackson.");
    assertThat(trace.only("function").data().path("output").asText())
        .isEqualTo("write JSON, please");
  }

  @Test
  void toolsOfProvidersAndLambdas_areFunctions() {
    assertThat(describe("\"provided\""))
        .isEqualTo(
            """
            agent Assistant.answer
              generation chat gpt-4o
              function ping
              function pong
              generation chat gpt-4o
            """);
  }

  @Test
  void resultReturnedAtOnce_isTheAnswer() {
    TraceTree trace = about("\"at-once\"");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent Clerk.answer
              generation chat gpt-4o
              function ticket
            """);
    assertThat(trace.only("agent").details().path("output").asText()).isEqualTo("ticket to Rome");
  }

  @Test
  void serviceThatAToolCalls_isHandedOverTo() {
    String tree =
        """
        agent Assistant.answer
          generation chat gpt-4o
          function %s
            handoff Assistant.answer → Translator.translate
            agent Translator.translate
              generation chat gpt-4o
          generation chat gpt-4o
        """;

    assertThat(describe("by proxy")).isEqualTo(tree.formatted("translate"));
    assertThat(describe("by department")).isEqualTo(tree.formatted("department"));
    TracedSpan handoff = about("by proxy").only("handoff");
    assertThat(handoff.data().path("from_agent").asText()).isEqualTo("Assistant.answer");
    assertThat(handoff.data().path("to_agent").asText()).isEqualTo("Translator.translate");
    assertThat(handoff.details().path("decided_by").asText()).isEqualTo("model");
  }

  @Test
  void fluxAndFuture_lastAsLongAsTheWork() {
    for (String phrase : List.of("\"flux\"", "\"future\"")) {
      TraceTree trace = about(phrase);

      assertThat(trace.spans()).extracting(TracedSpan::type).containsExactly("agent", "generation");
      assertThat(trace.only("agent").status()).isEqualTo("ok");
      assertThat(trace.only("agent").end()).isGreaterThanOrEqualTo(trace.only("generation").end());
    }
    assertThat(about("\"flux\"").only("agent").details().path("output").asText())
        .isEqualTo("a stream of words");
    assertThat(about("\"future\"").only("agent").details().path("output").asText())
        .isEqualTo("later on");
  }

  @Test
  void fluxAndFutureThatFail_areFailedAgents() {
    for (String phrase : List.of("broken stream", "broken future")) {
      assertThat(about(phrase).spans()).hasSize(2);
      assertThat(about(phrase).only("agent").error())
          .startsWith("dev.langchain4j.exception.InternalServerException");
    }
  }

  @Test
  void fluxThatIsUnreadLeftOrReadTwice_isOneRun() {
    for (String phrase : List.of("\"unread\"", "\"left\"", "\"twice\"")) {
      assertThat(describe(phrase))
          .isEqualTo(
              """
              agent Writer.flux
                generation chat Returning$Prompt (streamed)
              """);
    }
  }

  @Test
  void structuredAnswers_areShownWhole() {
    assertThat(about("an object").only("agent").details().path("output"))
        .hasToString("{\"to\":\"Rome\",\"euros\":90}");
    assertThat(about("an object").only("agent").data().path("output_type").asText())
        .isEqualTo("app.Returning$Fare");
    assertThat(about("an enum").only("agent").details().path("output").asText()).isEqualTo("GOOD");
    assertThat(about("a list").only("agent").details().path("output"))
        .hasToString("[\"Rome\",\"Lisbon\"]");
    assertThat(about("a result").only("agent").details().path("output").asText())
        .isEqualTo("with usage");
  }

  @Test
  void callThatFailsBeforeTheModel_isAFailedAgent() {
    assertThat(describe("variable 'missing'"))
        .isEqualTo("agent Desk.incomplete ERROR java.lang.IllegalArgumentException\n");
  }

  @Test
  void run_hasOneTracePerWayAndNoMore() {
    int ways = (int) run.exit().stdout().lines().count();
    // 1.4 rejects a service method that returns nothing.
    int refused = (int) run.exit().stdout().lines().filter(line -> line.contains("'void'")).count();
    assertThat(ways).isEqualTo(28);
    assertThat(run.traces().trees()).hasSize(ways - refused);
  }
}
