// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.it.extension.AgentExtension;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every surface of openai-java records its requests and answers. */
@ParameterizedClass
@ArgumentsSource(Jdk.Newest.class)
class OpenAiSurfacesIT {
  private static final String RESPONSE_USAGE =
      "{\"input\":36,\"output\":87,\"total\":123,\"cached_input\":8,\"reasoning\":64,"
          + "\"estimated\":false}";
  private static final String IMAGE =
      "{\"type\":\"media\",\"modality\":\"image\",\"bytes\":3,\"sha256\":"
          + "\"709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c\"}";

  private static TracedRun run;

  @Parameter Jdk jdk;

  @BeforeParameterizedClassInvocation
  static void runOnce(Jdk jdk) {
    Application app =
        Application.compile(
                SurfacesTree.sources(LibraryClasspath.NEWEST_OPENAI_JAVA),
                LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA))
            .withMain(SurfacesTree.mainClass(LibraryClasspath.NEWEST_OPENAI_JAVA));
    Path extension = AgentExtension.jar(app);
    run =
        Comparison.of(jdk, app)
            .provider(SurfacesScript::start)
            .tracing(jvm -> jvm.agent().option("-Dclew.extensions=" + extension))
            .run();
  }

  @Test
  void everyCall_isOneSpanAndTheApplicationHasAllItsAnswers() {
    assertThat(run.traces().describe())
        .isEqualTo(SurfacesTree.all(LibraryClasspath.NEWEST_OPENAI_JAVA));
    assertThat(run.exit().stdout())
        .doesNotContain("Exception")
        .contains("chat-loop: All is chat\n", "response-loop: All booked\n");
    assertThat(run.exit().code()).isEqualTo(3);
  }

  @Test
  void retried_countsAttemptsAndTheirReasons() {
    TracedSpan span = span("retried");

    assertThat(span.clew().at("/attributes/clew.retries").asInt()).isEqualTo(2);
    assertThat(span.clew().path("events").findValuesAsText("detail"))
        .containsExactly("HTTP 429", "HTTP 429");
    assertThat(span.clew().at("/attributes/http.response.status_code").asInt()).isEqualTo(200);
    assertThat(span.details().at("/details/response_headers"))
        .hasToString("{\"x-ratelimit-remaining-requests\":\"41\",\"x-request-id\":\"req_7\"}");
    assertThat(span.details().at("/usage/cached_input").asInt()).isEqualTo(64);
    assertThat(span.details().at("/usage/reasoning").asInt()).isEqualTo(25);
  }

  @Test
  void retriedAsync_countsAttempts() {
    assertThat(span("retried-async").clew().at("/attributes/clew.retries").asInt()).isEqualTo(1);
  }

  @Test
  void response_recordsEverything() {
    TracedSpan span = span("response");

    assertThat(span.data().path("response_id").asText()).isEqualTo("resp_plain");
    assertThat(span.details().path("previous_response_id").asText()).isEqualTo("resp_before");
    assertThat(span.details().path("instructions").asText()).isEqualTo("Be brief.");
    assertThat(span.details().path("request_model").asText()).isEqualTo("gpt-4.1");
    assertThat(span.details().path("response_model").asText()).isEqualTo("gpt-4.1-2025-04-14");
    assertThat(span.details().path("model_config")).hasToString("{\"temperature\":0.5}");
    assertThat(span.details().path("usage")).hasToString(RESPONSE_USAGE);
    assertThat(span.details().path("input"))
        .hasToString("[{\"role\":\"user\",\"content\":\"response\"}]");
    assertThat(span.details().path("output"))
        .hasToString(
            "[{\"role\":\"assistant\",\"content\":[{\"type\":\"reasoning\",\"text\":\"I think.\"},"
                + "{\"type\":\"text\",\"text\":\"Fine.\"}]}]");
    assertThat(span.details().path("finish_reasons")).hasToString("[\"completed\"]");
  }

  @ParameterizedTest
  @CsvSource({"response-async", "response-stream", "response-stream-async", "response-raw"})
  void response_readWhole_hasItsAnswerAndUsage(String way) {
    TracedSpan span = span(way);

    assertThat(span.details().at("/output/0/content").asText()).isEqualTo("Fine.");
    assertThat(span.details().path("usage")).hasToString(RESPONSE_USAGE);
  }

  @ParameterizedTest
  @CsvSource({"response-early-close, resp_early", "response-cut, resp_cut"})
  void responseStream_notReadToItsEnd_keepsWhatCame(String way, String id) {
    TracedSpan span = span(way);

    assertThat(span.data().path("response_id").asText()).isEqualTo(id);
    assertThat(span.details().at("/output/0/content").asText()).isEqualTo("Fi");
    assertThat(span.details().at("/usage/estimated").asBoolean()).isTrue();
  }

  @Test
  void conversation_isTheGroupOfItsTrace() {
    TracedSpan span = span("conversing");

    assertThat(span.details().path("conversation_id").asText()).isEqualTo("conv_7");
    assertThat(span.clew().path("group_id").asText()).isEqualTo("conv_7");
    assertThat(run.traces().files().get(0)).content().contains("\"group_id\":\"conv_7\"");
  }

  @ParameterizedTest
  @CsvSource({"structured", "structured-async"})
  void structuredChat_keepsTheSchemaThatWasRequested(String way) {
    assertThat(span(way).data().at("/model_config/response_format/json_schema/schema/type"))
        .hasToString("\"object\"");
    assertThat(span(way).data().at("/output/0/content").asText())
        .isEqualTo("{\"city\":\"Rome\",\"nights\":3}");
  }

  @ParameterizedTest
  @CsvSource({"structured-response", "structured-response-async"})
  void structuredResponse_keepsTheSchemaThatWasRequested(String way) {
    assertThat(span(way).details().at("/model_config/text/format/type"))
        .hasToString("\"json_schema\"");
    assertThat(span(way).details().at("/output/0/content").asText())
        .isEqualTo("{\"city\":\"Rome\",\"nights\":2}");
  }

  @ParameterizedTest
  @CsvSource({
    "completion, This is a test., length, false",
    "completion-async, This is., stop, false",
    "completion-stream, This is., stop, false",
    "completion-stream-async, This is., stop, true",
  })
  void completion_saysTextAndUsage(String way, String text, String reason, boolean estimated) {
    TracedSpan span = span(way);

    assertThat(span.data().at("/input/0/content").asText()).isEqualTo(way);
    assertThat(span.data().at("/output/0/content").asText()).isEqualTo(text);
    assertThat(span.data().path("model_config")).hasToString("{\"max_tokens\":7}");
    assertThat(span.details().at("/finish_reasons/0").asText()).isEqualTo(reason);
    assertThat(span.details().at("/usage/estimated").asBoolean()).isEqualTo(estimated);
  }

  @ParameterizedTest
  @CsvSource({"embedded", "embedded-async"})
  void embedding_saysSizesAndNoVectors(String way) {
    TracedSpan span = span(way);

    assertThat(span.data())
        .hasToString(
            "{\"type\":\"embedding\",\"model\":\"text-embedding-3-small\",\"dimensions\":3,"
                + "\"inputs\":2,\"usage\":null}");
    assertThat(span.details().at("/usage/input").asInt()).isEqualTo(8);
    assertThat(span.json().toString()).doesNotContain("[0.1", "another text");
  }

  @Test
  void moderation_isAGuardrailThatTriggersIfFlagged() {
    TracedSpan flagged = span("moderated");

    assertThat(flagged.data().path("triggered").asBoolean()).isTrue();
    assertThat(flagged.details().at("/details/results/0/categories")).hasToString("[\"violence\"]");
    assertThat(flagged.details().at("/details/response_id").asText()).isEqualTo("modr-7");
    assertThat(flagged.json().toString()).doesNotContain("moderated");
    assertThat(span("moderated-async").data().path("triggered").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"painted", "painted-async", "edited", "edited-async", "varied", "varied-async"})
  void image_isSizeAndHash(String way) {
    TracedSpan span = span(way);

    assertThat(span.data().at("/output/0/content").toString()).contains(IMAGE);
    assertThat(span.tokens()).isEqualTo("50+50");
    assertThat(span.json().toString()).doesNotContain("AAAA", "PNG-BYTES");
  }

  @ParameterizedTest
  @CsvSource({"painted-stream", "painted-stream-async", "edited-stream", "edited-stream-async"})
  void imageStream_endsWithTheCompleteImage(String way) {
    TracedSpan span = span(way);

    assertThat(span.data().at("/output/0/content/0/bytes").asInt()).isEqualTo(3);
    assertThat(span.tokens()).isEqualTo("1+2");
    assertThat(span.json().toString()).doesNotContain("AAAA");
  }

  @ParameterizedTest
  @CsvSource({"spoken", "spoken-async"})
  void speech_isTypeAndSize(String way) {
    TracedSpan span = span(way);

    assertThat(span.data().at("/input/0/content").asText()).isEqualTo(way);
    assertThat(span.data().at("/output/0/content/0"))
        .hasToString(
            "{\"type\":\"media\",\"modality\":\"audio\",\"mime_type\":\"audio/mpeg\","
                + "\"bytes\":9}");
  }

  @ParameterizedTest
  @CsvSource({
    "transcribed, Hello",
    "transcribed-async, Hello",
    "transcribed-stream, Hello",
    "transcribed-stream-async, Hello",
    "translated, Good day",
    "translated-async, Good day",
  })
  void listening_saysTheText(String way, String text) {
    TracedSpan span = span(way);

    assertThat(span.data().at("/output/0/content").asText()).isEqualTo(text);
    assertThat(span.data().path("input").toString()).contains("\"bytes\":9", way);
    assertThat(span.json().toString()).doesNotContain("WAV-BYTES");
  }

  @Test
  void transcription_saysItsUsage() {
    assertThat(span("transcribed").details().path("usage"))
        .hasToString(
            "{\"input\":14,\"output\":45,\"total\":59,\"audio_input\":14,\"estimated\":false}");
  }

  @ParameterizedTest
  @CsvSource({
    "batched, batch_7, validating",
    "batch-looked-at, batch_looked_at, in_progress",
    "batch-cancelled, batch_cancelled, cancelling",
  })
  void batch_saysItsState(String way, String id, String status) {
    JsonNode data = span(way).data().path("data");

    assertThat(data.path("id").asText()).isEqualTo(id);
    assertThat(data.path("status").asText()).isEqualTo(status);
    assertThat(data.at("/request_counts/completed").asInt()).isEqualTo(95);
  }

  @ParameterizedTest
  @CsvSource({"chat-loop, call_chat_", "chat-loop-async, call_async_", "response-loop, rcall_"})
  void toolLoop_hasAFunctionBetweenAskingAndAnswer(String way, String ids) {
    TraceTree tree = SurfacesTree.of(run, way);

    assertThat(tree.spans("function"))
        .extracting(TracedSpan::data)
        .extracting(JsonNode::toString)
        .containsExactly(
            function("weather", "{\\\"city\\\":\\\"Rome\\\"}", "sunny"),
            function("hotels", "{\\\"city\\\":\\\"Rome\\\"}", "two free"),
            function(
                "book", "{\\\"hotel\\\":\\\"Roma\\\"}", "booked {\\\"hotel\\\":\\\"Roma\\\"}"));
    assertThat(tree.spans("function"))
        .extracting(TracedSpan::details)
        .extracting(JsonNode::toString)
        .containsExactly(inferred(ids + 1), inferred(ids + 2), inferred(ids + 3));
    TracedSpan asking = tree.spans().get(1);
    TracedSpan answered = tree.spans().get(4);
    assertThat(tree.spans("function").subList(0, 2))
        .allSatisfy(span -> assertThat(tree.parentOf(span)).isEqualTo(tree.only("agent")))
        .allSatisfy(span -> assertThat(span.start()).isGreaterThanOrEqualTo(asking.end()))
        .allSatisfy(span -> assertThat(span.end()).isLessThanOrEqualTo(answered.start()));
  }

  @Test
  void responseLoop_linksEachResponseToTheOneBefore() {
    assertThat(SurfacesTree.of(run, "response-loop").spans("response"))
        .extracting(
            span -> span.details().path("previous_response_id").asText("none"),
            span -> span.data().path("response_id").asText())
        .containsExactly(
            tuple("none", "resp_loop_1"),
            tuple("resp_loop_1", "resp_loop_2"),
            tuple("resp_loop_2", "resp_loop_3"));
  }

  @ParameterizedTest
  @CsvSource({"chat-handoff, refunds", "response-handoff, billing"})
  void handoff_goesFromTheAgentToTheOneTheToolNames(String way, String target) {
    TracedSpan handoff = SurfacesTree.of(run, way).only("handoff");

    assertThat(handoff.data())
        .hasToString(
            "{\"type\":\"handoff\",\"from_agent\":\"%s-desk\",\"to_agent\":\"%s\"}"
                .formatted(way, target));
    assertThat(handoff.details()).hasToString("{\"decided_by\":\"model\"}");
  }

  @Test
  void streamedToolCall_isAFunctionWithAllItsArguments() {
    assertThat(SurfacesTree.of(run, "stream-loop").only("function").data())
        .hasToString(function("weather", "{\\\"city\\\":\\\"Rome\\\"}", "sunny"));
  }

  private static String function(String name, String input, String output) {
    return "{\"type\":\"function\",\"name\":\"%s\",\"input\":\"%s\",\"output\":\"%s\",\"mcp_data\":null}"
        .formatted(name, input, output);
  }

  private static String inferred(String id) {
    return "{\"tool_call_id\":\"%s\",\"inferred\":true}".formatted(id);
  }

  private static TracedSpan span(String way) {
    List<TracedSpan> spans = SurfacesTree.of(run, way).spans();
    assertThat(spans).as(way).hasSize(1);
    return spans.get(0);
  }
}
