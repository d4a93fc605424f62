// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Ending;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.LoadedClasses;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to make a chat completion results in exactly one generation with the right content. */
@ParameterizedClass
@ArgumentsSource(Jdk.Newest.class)
class OpenAiIT {
  private static final String FOX = "The quick brown fox jumps.";
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text(FOX).usage(Usage.of(120, 31).withCached(64).withReasoning(25)))
          .on(
              "tools",
              Reply.toolCalls(
                  new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"),
                  new ToolCall("call_2", "fare", "{\"to\":\"Porto\"}")))
          .on("stream-async", Reply.text(FOX))
          .on("async", Reply.text(FOX))
          .on("raw", Reply.text(FOX))
          .on("stream-whole", Reply.text(FOX).usage(Usage.of(9, 6).withCached(4)))
          .on("stream-early-close", Reply.text(FOX))
          .on("stream-error", Reply.text(FOX).ending(new Ending.ErrorEvent(3, "overloaded")))
          .on("stream-consumer-throws", Reply.text(FOX))
          .on("with-options", Reply.text(FOX))
          .on("own-client", Reply.text(FOX))
          .on("retried", Reply.error(503, "try again"), Reply.text(FOX))
          .on("rate-limited", Reply.error(429, "Rate limit reached"))
          .on("server-error", Reply.error(500, "The server had an error"))
          .on("malformed", Reply.malformed());

  private static TracedRun run;
  private static Path classLoads;

  @Parameter Jdk jdk;

  @BeforeParameterizedClassInvocation
  static void runOnce(Jdk jdk) {
    Application app =
        Application.compile("openai", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
    classLoads = BuildOutput.newFolder("class-load");
    String log = "-Xlog:class+load=debug:file=" + classLoads.resolve("%p.txt");
    run = Comparison.of(ForkedJvm.of(jdk, app).option(log)).model(MODEL).run();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain                  | generation chat gpt-4o-mini
          async                  | generation chat gpt-4o-mini
          raw                    | generation chat gpt-4o-mini
          with-options           | generation chat gpt-4o-mini
          own-client             | generation chat gpt-4o-mini
          retried                | generation chat gpt-4o-mini
          stream-whole           | generation chat gpt-4o-mini (streamed)
          stream-async           | generation chat gpt-4o-mini (streamed)
          stream-early-close     | generation chat gpt-4o-mini (streamed) CANCELLED
          stream-error           | generation chat gpt-4o-mini (streamed) ERROR com.openai.errors.SseException: 200: overloaded
          stream-consumer-throws | generation chat gpt-4o-mini (streamed) CANCELLED
          rate-limited           | generation chat gpt-4o-mini ERROR com.openai.errors.RateLimitException: 429: Rate limit reached
          server-error           | generation chat gpt-4o-mini ERROR com.openai.errors.InternalServerException: 500: The server had an error
          malformed              | generation chat gpt-4o-mini ERROR com.openai.errors.OpenAIInvalidDataException: Error reading response
          refused                | generation chat gpt-4o-mini ERROR com.openai.errors.OpenAIIoException: Request failed
          """)
  void way_isOneGeneration(String way, String tree) {
    assertThat(trace(way).describe()).isEqualTo(tree + "\n");
  }

  @Test
  void run_hasOneTracePerCallAndNoMore() {
    assertThat(run.exit().stdout().lines()).hasSize(run.traces().trees().size());
    assertThat(run.traces().files()).hasSize(1);
  }

  @Test
  void plain_recordsQuestionAndAnswer() {
    TracedSpan span = trace("plain").only("generation");

    assertThat(span.data().path("input"))
        .hasToString(
            "[{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
                + "{\"role\":\"user\",\"content\":\"plain\"}]");
    assertThat(span.data().path("output"))
        .hasToString("[{\"role\":\"assistant\",\"content\":\"" + FOX + "\"}]");
    assertThat(span.data().path("model").asText()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(span.data().path("model_config"))
        .hasToString("{\"max_completion_tokens\":64,\"temperature\":0.25}");
    assertThat(span.details().path("usage"))
        .hasToString(
            "{\"input\":120,\"output\":31,\"total\":151,\"cached_input\":64,\"reasoning\":25,"
                + "\"audio_input\":0,\"audio_output\":0,\"estimated\":false}");
    assertThat(span.details().path("finish_reasons")).hasToString("[\"stop\"]");
    assertThat(span.details().path("request_model").asText()).isEqualTo("gpt-4o-mini");
    assertThat(span.details().path("response_id").asText()).startsWith("chatcmpl-");
    assertThat(span.details().path("server_address").asText())
        .startsWith("http://127.0.0.1:")
        .endsWith("/v1");
  }

  @Test
  void toolsWhoseResultsAreNeverSent_areCancelledWhenTheProgramEnds() {
    assertThat(trace("tools").describe())
        .isEqualTo(
            """
            generation chat gpt-4o-mini
            function fare CANCELLED
            function fare CANCELLED
            """);
  }

  @Test
  void tools_areOfferedAndCalled() {
    TracedSpan span = trace("tools").only("generation");

    assertThat(span.details().at("/tools/0/function/name").asText()).isEqualTo("fare");
    assertThat(span.details().at("/tools/0/function/parameters/properties/to/type").asText())
        .isEqualTo("string");
    assertThat(span.data().at("/output/0/tool_calls/1"))
        .hasToString(
            "{\"id\":\"call_2\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"fare\",\"arguments\":\"{\\\"to\\\":\\\"Porto\\\"}\"}}");
    assertThat(span.details().path("finish_reasons")).hasToString("[\"tool_calls\"]");
  }

  @Test
  void streamReadWhole_hasTheWholeAnswerAndItsUsage() {
    TracedSpan span = trace("stream-whole").only("generation");

    assertThat(span.data().at("/output/0/content").asText()).isEqualTo(FOX);
    assertThat(span.details().path("finish_reasons")).hasToString("[\"stop\"]");
    assertThat(span.tokens()).isEqualTo("9+6");
    assertThat(span.details().at("/usage/cached_input").asInt()).isEqualTo(4);
    assertThat(span.details().at("/usage/estimated").asBoolean()).isFalse();
    assertThat(span.clew().path("time_to_first_chunk_nanos").asLong())
        .isPositive()
        .isLessThan(span.end() - span.start());
  }

  @Test
  void streamClosedEarly_keepsWhatHasCome() {
    // The first of the two chunks announces the role.
    assertThat(trace("stream-early-close").only("generation").data().at("/output/0/content"))
        .hasToString("\"The \"");
  }

  @Test
  void streamThatFails_keepsWhatHasCome() {
    assertThat(trace("stream-error").only("generation").data().at("/output/0/content"))
        .hasToString("\"The quick \"");
  }

  @Test
  void refused_isFoundWithItsRequest() {
    assertThat(trace("refused").only("generation").details().path("server_address").asText())
        .isEqualTo("http://127.0.0.1:1/v1");
  }

  /** Class hashes of the run with Clew and of that without, as the JVM itself reports them. */
  @Test
  void noTapeSet_leavesSocketsAndTheHttpClientAsTheyAreAndLoadsNothingOfTheTape()
      throws IOException {
    List<LoadedClasses> runs = LoadedClasses.in(classLoads);
    LoadedClasses traced = runs.stream().filter(LoadedClasses::haveClew).findFirst().orElseThrow();
    LoadedClasses plain = runs.stream().filter(each -> !each.haveClew()).findFirst().orElseThrow();

    assertThat(runs).hasSize(2);
    for (String name :
        List.of(
            "java.net.Socket",
            "sun.nio.ch.SocketChannelImpl",
            "com.openai.client.okhttp.OkHttpClient")) {
      assertThat(traced.hash(name)).as(name).isNotEmpty().isEqualTo(plain.hash(name));
    }
    assertThat(traced.names()).contains("dev.clew.agent.Gate");
    assertThat(traced.names())
        .filteredOn(name -> name.matches("dev\\.clew\\.(.*\\.)?(tape|sockets)\\..*"))
        .isEmpty();
    assertThat(files(run.exit().home())).noneMatch(name -> name.contains("tape"));
    assertThat(files(run.exit().home().getParent()))
        .filteredOn(name -> !name.startsWith("home"))
        .containsExactlyInAnyOrder("stderr", "stdout");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private TraceTree trace(String way) {
    return run.traces().about("\"content\":\"" + way + "\"");
  }
}
