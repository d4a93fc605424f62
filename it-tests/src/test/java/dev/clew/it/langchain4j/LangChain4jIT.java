// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Models, AI services and tools of LangChain4j, in the tree as the user sees it. */
@ParameterizedClass
@ArgumentsSource(Jdk.Newest.class)
class LangChain4jIT {
  static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("model-fails", Reply.error(429, "Rate limit reached"))
          .on("model", Reply.text("whole").usage(Usage.of(120, 31).withCached(64)))
          .on("streaming-fails", Reply.error(500, "The server had an error"))
          .on("streaming", Reply.text("in three pieces"))
          .on(
              "tools",
              Reply.toolCalls(
                  new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("call_2", "seats", "{\"flight\":\"OS353\"}")),
              Reply.text("189 EUR, seats unknown"))
          .on(
              "concurrent",
              Reply.toolCalls(
                  new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("call_2", "fare", "{\"to\":\"Porto\"}")),
              Reply.text("both 189 EUR"))
          .on(
              "nested",
              Reply.toolCalls(new ToolCall("call_1", "translate", "{\"text\":\"bom dia\"}")),
              Reply.text("it means good morning"))
          .on("inner", Reply.text("good morning"))
          .on(
              "own-executor",
              Reply.toolCalls(new ToolCall("call_1", "seatMap", "{}")),
              Reply.text("two seats"))
          .on(
              "token-stream",
              Reply.toolCalls(
                  new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("call_2", "seatMap", "{}")),
              Reply.text("it costs 189 EUR"))
          .on("service-fails", Reply.error(500, "The server had an error"));

  private static TracedRun run;

  @Parameter Jdk jdk;

  @BeforeParameterizedClassInvocation
  static void runOnce(Jdk jdk) {
    run = Comparison.of(jdk, application("1.19.0")).model(MODEL).run();
  }

  static Application application(String version) {
    boolean concurrent = !version.matches("1\\.[0-3]\\..*");
    return Application.compile(
        List.of(
            "langchain4j", concurrent ? "langchain4j-concurrent" : "langchain4j-concurrent-not"),
        LibraryClasspath.of(
            "dev.langchain4j:langchain4j:" + version,
            "dev.langchain4j:langchain4j-open-ai:" + version));
  }

  @Test
  void model_isOneGeneration() {
    TraceTree trace = run.traces().about("\"content\":\"model\"");

    assertThat(trace.describe()).isEqualTo("generation chat gpt-4o\n");
    TracedSpan span = trace.only("generation");
    assertThat(span.data().at("/output/0/content").asText()).isEqualTo("whole");
    assertThat(span.data().path("model_config").path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(span.tokens()).isEqualTo("120+31");
    assertThat(span.details().at("/usage/cached_input").asInt()).isEqualTo(64);
    assertThat(span.details().path("provider").asText()).isEqualTo("openai");
    assertThat(span.details().path("response_model").asText()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(span.details().path("finish_reasons")).hasToString("[\"stop\"]");
  }

  @Test
  void modelThatFails_isAFailedGeneration() {
    assertThat(run.traces().about("\"model-fails\"").describe())
        .isEqualTo(
            "generation chat gpt-4o ERROR dev.langchain4j.exception.RateLimitException: "
                + "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"requests\","
                + "\"param\":null,\"code\":\"rate_limit_exceeded\"}}\n");
  }

  @Test
  void ownModel_isTracedWhateverItImplements() {
    TraceTree doChat = run.traces().about("\"own-do-chat\"");
    TraceTree chat = run.traces().about("\"own-chat\"");

    assertThat(doChat.describe()).isEqualTo("generation chat OwnModels$Echo\n");
    assertThat(doChat.only("generation").tokens()).isEqualTo("3+4");
    assertThat(chat.describe()).isEqualTo("generation chat OwnModels$Shout\n");
    assertThat(chat.only("generation").details().path("response_model").asText())
        .isEqualTo("own-1");
    assertThat(chat.only("generation").data().at("/output/0/content").asText())
        .isEqualTo("OWN-CHAT");
  }

  @Test
  void ownModelThatFails_isAFailedGeneration() {
    assertThat(run.traces().about("\"own-fails\"").describe())
        .isEqualTo(
            "generation chat OwnModels$Broken ERROR java.lang.UnsupportedOperationException: out of order\n");
  }

  @Test
  void streamingModel_isOneGenerationWithItsFirstChunk() {
    TraceTree trace = run.traces().about("\"content\":\"streaming\"");

    assertThat(trace.describe()).isEqualTo("generation chat gpt-4o (streamed)\n");
    assertThat(trace.only("generation").data().at("/output/0/content").asText())
        .isEqualTo("in three pieces");
  }

  @Test
  void streamingModelThatFails_isAFailedGeneration() {
    assertThat(run.traces().about("\"streaming-fails\"").describe())
        .startsWith("generation chat gpt-4o (streamed, no chunk) ERROR dev.langchain4j.exception.");
  }

  @Test
  void serviceWithTools_isAnAgentWithItsToolsOneOfThemFailed() {
    TraceTree trace = run.traces().about("\"content\":\"tools\"");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent Assistant.answer
              generation chat gpt-4o
              function fare
              function seats ERROR java.lang.IllegalStateException: no seat map of OS353
              generation chat gpt-4o
            """);
    TracedSpan fare = trace.named("fare");
    assertThat(fare.data().path("input").asText()).isEqualTo("{\"to\":\"Lisbon\"}");
    assertThat(fare.data().path("output").asText()).isEqualTo("189 EUR to Lisbon");
    assertThat(fare.details().path("tool_call_id").asText()).isEqualTo("call_1");
    assertThat(trace.named("seats").data().path("output").asText())
        .isEqualTo("no seat map of OS353");
    TracedSpan agent = trace.only("agent");
    assertThat(agent.data().path("tools").toString()).contains("\"fare\"", "\"seats\"");
    assertThat(agent.clew().path("group_id").asText()).isEqualTo("customer-7");
    assertThat(agent.details().path("output").asText()).isEqualTo("189 EUR, seats unknown");
  }

  @Test
  void concurrentTools_areUnderTheirAgentAndOverlap() {
    TraceTree trace = run.traces().about("\"content\":\"concurrent\"");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent Assistant.answer
              generation chat gpt-4o
              function fare
              function fare
              generation chat gpt-4o
            """);
    TracedSpan first = trace.spans("function").get(0);
    TracedSpan second = trace.spans("function").get(1);
    assertThat(second.start()).isLessThan(first.end());
    assertThat(trace.spans("function"))
        .extracting(span -> span.data().path("output").asText())
        .containsExactlyInAnyOrder("189 EUR to Lisbon", "189 EUR to Porto");
  }

  @Test
  void serviceInATool_isUnderTheTool_andHandedOverTo() {
    assertThat(run.traces().about("\"content\":\"nested\"").describe())
        .isEqualTo(
            """
            agent Assistant.answer
              generation chat gpt-4o
              function translate
                handoff Assistant.answer → Translator.translate
                agent Translator.translate
                  generation chat gpt-4o
              generation chat gpt-4o
            """);
  }

  @Test
  void tokenStream_lastsAsLongAsTheWork() {
    TraceTree trace = run.traces().about("\"content\":\"token-stream\"");

    assertThat(trace.describe())
        .isEqualTo(
            """
            agent Writer.write
              generation chat gpt-4o (streamed)
              function fare
              function seatMap
              generation chat gpt-4o (streamed)
            """);
    long lastEnd = trace.spans().stream().mapToLong(TracedSpan::end).max().orElseThrow();
    assertThat(trace.only("agent").end()).isEqualTo(lastEnd);
  }

  @Test
  void serviceWhoseModelFails_isAFailedAgent() {
    assertThat(run.traces().about("\"content\":\"service-fails\"").describe().lines())
        .satisfiesExactly(
            agent -> assertThat(agent).startsWith("agent Assistant.answer ERROR dev.langchain4j."),
            model ->
                assertThat(model).startsWith("  generation chat gpt-4o ERROR dev.langchain4j."));
  }

  @Test
  void run_hasOneTracePerWayAndNoMore() {
    assertThat(run.traces().trees()).hasSize(13);
  }
}
