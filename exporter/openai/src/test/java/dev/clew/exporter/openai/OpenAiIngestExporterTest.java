// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportException.Kind;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.Samples;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.EmptyData;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenAiIngestExporterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeIngest ingest;

  OpenAiIngestExporterTest() throws IOException {
    this.ingest = new FakeIngest();
  }

  @AfterEach
  void close() {
    ingest.close();
  }

  @Test
  void records_ofEveryType_areAccepted() throws IOException {
    List<ExportRecord> batch = new ArrayList<>();
    Samples.allData().forEach(data -> batch.add(Samples.span(batch.size() + 1, data)));
    batch.add(Samples.trace(10));

    exporter().export(batch);

    assertThat(sent().findValuesAsText("object"))
        .hasSize(11)
        .startsWith("trace", "trace.span")
        .endsWith("trace.span");
  }

  @Test
  void records_ofWhichNothingIsKnown_areAccepted() throws IOException {
    SpanRenderer renderer = new SpanRenderer(RenderSettings.defaults());
    List<ExportRecord> batch = new ArrayList<>();
    for (SpanType type : SpanType.values()) {
      batch.add(renderer.render(FakeSpan.of(1, EmptyData.of(type, "x"))));
    }

    exporter().export(batch);

    assertThat(sent().path("data")).hasSize(SpanType.values().length);
  }

  @Test
  void records_withoutContent_areAccepted() throws IOException {
    SpanRenderer renderer =
        new SpanRenderer(RenderSettings.defaults().withContent(ContentPolicy.NONE));
    List<ExportRecord> batch = new ArrayList<>();
    Samples.allData().forEach(data -> batch.add(renderer.render(FakeSpan.of(1, data))));

    exporter().export(batch);

    assertThat(ingest.received.get(0).body()).contains("withheld").doesNotContain("secret");
  }

  @Test
  void request_carriesTheHeadersOfTheIngest() throws IOException {
    IngestTarget target =
        new IngestTarget(
            ingest.endpoint(), FakeIngest.KEY, "org-1", "proj_2", Duration.ofSeconds(30), true);

    new OpenAiIngestExporter(target).export(List.of(Samples.trace(1)));

    var headers = ingest.received.get(0).headers();
    assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer " + FakeIngest.KEY);
    assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(headers.getFirst("OpenAI-Beta")).isEqualTo("traces=v1");
    assertThat(headers.getFirst("OpenAI-Organization")).isEqualTo("org-1");
    assertThat(headers.getFirst("OpenAI-Project")).isEqualTo("proj_2");
  }

  @Test
  void wire_holdsNoKey_andTheSameBatchGivesTheSameBytes() throws IOException {
    List<ExportRecord> batch = List.of(span(Samples.generation()), Samples.trace(1));
    OpenAiIngestExporter exporter = exporter();

    byte[] first = exporter.encode(batch);

    assertThat(exporter.encode(batch)).isEqualTo(first);
    assertThat(new String(first, UTF_8)).doesNotContain(FakeIngest.KEY);
    assertThat(ingest.received).isEmpty();
  }

  @Test
  void trace_thatGoesOnAfterItsRoot_isToldOfOnce() throws IOException {
    OpenAiIngestExporter exporter = exporter();

    exporter.export(List.of(Samples.trace(1), Samples.trace(2)));
    exporter.export(List.of(Samples.trace(3)));
    exporter.export(List.of(span(new CustomData("late", Map.of())), Samples.trace(4)));

    assertThat(ingest.received).hasSize(2);
    assertThat(ingest.received.get(0).body()).containsOnlyOnce("\"trace\"");
    assertThat(ingest.received.get(1).body()).doesNotContain("\"trace\"").contains("late");
  }

  @Test
  void longConversation_isCutToTheLimit_andEveryMessageStays() throws IOException {
    GenerationData data =
        new GenerationData.Builder()
            .input(
                List.of(
                    Message.text("system", "be short"),
                    Message.text("user", "a\"é😀".repeat(60_000)),
                    Message.text("user", "and now?")))
            .output(List.of(Message.text("assistant", "b".repeat(250_000))))
            .build();

    exporter().export(List.of(span(data)));

    JsonNode input = sent().at("/data/0/span_data/input");
    assertThat(input.findValuesAsText("content"))
        .hasSize(3)
        .contains("be short", "and now?")
        .anyMatch(text -> text.endsWith("... [truncated]") && text.length() > 30_000);
    assertThat(input.toString().getBytes(UTF_8).length).isBetween(99_000, 100_000);
  }

  @Test
  void longArgumentsAndResults_areCutToTheLimit() throws IOException {
    FunctionData data =
        new FunctionData("f", "x".repeat(150_000), "\n".repeat(70_000), null, null, false);

    exporter().export(List.of(span(data)));

    JsonNode said = sent().at("/data/0/span_data");
    assertThat(said.path("input").asText()).hasSizeBetween(99_900, 100_000);
    assertThat(said.path("output").asText()).hasSizeBetween(49_900, 50_010);
  }

  @Test
  void thoughts_areLeftOutForOpenAi() throws IOException {
    Message answer =
        Message.of("assistant", List.of(new Part.Reasoning("hm"), new Part.Text("yes")));
    GenerationData data = new GenerationData.Builder().output(List.of(answer)).build();

    exporter().export(List.of(span(data)));

    assertThat(sent().at("/data/0/span_data/output").toString())
        .isEqualTo("[{\"role\":\"assistant\",\"content\":\"yes\"}]");
  }

  @Test
  void usage_withOneCountOnly_isLeftOut() throws IOException {
    Usage half = new Usage(3L, null, null, null, null, null, null, null, false);

    exporter().export(List.of(span(new GenerationData.Builder().usage(half).build())));

    assertThat(sent().at("/data/0/span_data/usage").isNull()).isTrue();
  }

  @Test
  void otherReceivers_getEverything() throws IOException {
    Message answer =
        Message.of(
            "assistant", List.of(new Part.Reasoning("hm"), new Part.Text("b".repeat(120_000))));
    Usage half = new Usage(3L, null, null, null, null, null, null, null, false);
    GenerationData data =
        new GenerationData.Builder().output(List.of(answer)).usage(half).responseId("r1").build();
    IngestTarget raw =
        new IngestTarget(
            ingest.endpoint(), FakeIngest.KEY, null, null, Duration.ofSeconds(30), false);
    ingest.answerNext(FakeIngest.status(200, "{}"));

    new OpenAiIngestExporter(raw).export(List.of(span(data)));

    JsonNode said = sent().at("/data/0/span_data");
    assertThat(said.path("output").toString()).hasSizeGreaterThan(120_000).contains("hm");
    assertThat(said.at("/usage/input_tokens").asInt()).isEqualTo(3);
    assertThat(new OpenAiIngestExporter(raw).wireFormat()).isNotEqualTo(exporter().wireFormat());
  }

  @Test
  void deepNesting_costsItsSpanOnly() throws IOException {
    Object nested = "x";
    for (int i = 0; i < 1_200; i++) {
      nested = List.of(nested);
    }
    SpanData deep = new CustomData("too deep", Map.of("k", nested));

    exporter().export(List.of(span(deep), span(new CustomData("well", Map.of()))));

    assertThat(sent().findValuesAsText("name")).containsExactly("custom span", "well");
    assertThat(sent().toString()).contains("clew.unreadable");
  }

  @Test
  void clientErrors_areFinal() {
    ingest.answerNext(FakeIngest.status(429, "slow down", "Retry-After", "5"));
    ingest.answerNext(
        FakeIngest.status(401, "bad key " + FakeIngest.KEY + "\n\nsee " + "x".repeat(9_000)));
    OpenAiIngestExporter exporter = exporter();

    ExportException tooMany = failure(exporter);
    ExportException wrongKey = failure(exporter);

    assertThat(tooMany.kind()).isEqualTo(Kind.REFUSED);
    assertThat(tooMany).hasMessage(ingest.endpoint() + " answered 429: slow down");
    assertThat(wrongKey.kind()).isEqualTo(Kind.REFUSED);
    assertThat(wrongKey.getMessage())
        .startsWith(ingest.endpoint() + " answered 401: bad key *** see xxx")
        .endsWith("...; check clew.openai.api-key or OPENAI_API_KEY")
        .hasSizeLessThan(500);
    assertThat(ingest.received).hasSize(2);
  }

  @Test
  void serverErrorsAndRedirects_areWorthARetry() {
    ingest.answerNext(FakeIngest.status(503, "", "Retry-After", "7"));
    ingest.answerNext(FakeIngest.status(307, "", "Location", ingest.endpoint().toString()));
    OpenAiIngestExporter exporter = exporter();

    ExportException overloaded = failure(exporter);
    ExportException moved = failure(exporter);

    assertThat(overloaded.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(overloaded.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(moved.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(ingest.received).hasSize(2);
  }

  @Test
  void receiver_thatIsAway_isWorthARetry() throws IOException {
    int port;
    try (ServerSocket nobody = new ServerSocket(0)) {
      port = nobody.getLocalPort();
    }
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/v1/traces/ingest");

    ExportException away = failure(exporter(endpoint, Duration.ofSeconds(30)));

    assertThat(away.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(away).hasMessageStartingWith("cannot reach " + endpoint + ": ");
  }

  @Test
  void receiver_thatBreaksOff_isWorthARetry() {
    ingest.answerNext(exchange -> {}); // closes the connection without an answer

    assertThat(failure(exporter()).kind()).isEqualTo(Kind.RETRYABLE);
  }

  @Test
  void answer_longerThanAnyHonestOne_isARefusal() {
    ingest.answerNext(FakeIngest.status(200, "x".repeat(5 << 20)));

    ExportException endless = failure(exporter(ingest.endpoint(), Duration.ofSeconds(20)));

    assertThat(endless.kind()).isEqualTo(Kind.REFUSED);
    assertThat(endless)
        .hasMessage(
            ingest.endpoint()
                + ": the answer is longer than 4194304 bytes; check clew.openai.endpoint");
  }

  @Test
  void answer_thatNeverEnds_isGivenUpAfterTheTimeout() {
    CountDownLatch done = new CountDownLatch(1);
    ingest.answerNext(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(done);
        });

    ExportException slow = failure(exporter(ingest.endpoint(), Duration.ofMillis(300)));

    done.countDown();
    assertThat(slow.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(slow)
        .hasMessage(ingest.endpoint() + " has not answered within 0.3 s (clew.openai.timeout)");
  }

  @Test
  void interruptedThread_staysInterrupted_andTheBatchIsKept() {
    CountDownLatch done = new CountDownLatch(1);
    ingest.answerNext(exchange -> await(done));
    Thread.currentThread().interrupt();

    ExportException interrupted = failure(exporter());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.kind()).isEqualTo(Kind.RETRYABLE);
    done.countDown();
  }

  @Test
  void manySpans_overOneConnection_areAllAccepted() throws IOException {
    OpenAiIngestExporter exporter = exporter();
    for (int batch = 0; batch < 20; batch++) {
      exporter.export(
          IntStream.range(0, 128).<ExportRecord>mapToObj(i -> span(Samples.generation())).toList());
    }

    assertThat(ingest.received).hasSize(20);
  }

  private static ExportRecord span(SpanData data) {
    return Samples.span(2, data);
  }

  private OpenAiIngestExporter exporter() {
    return exporter(ingest.endpoint(), Duration.ofSeconds(30));
  }

  private static OpenAiIngestExporter exporter(URI endpoint, Duration timeout) {
    return new OpenAiIngestExporter(
        new IngestTarget(endpoint, FakeIngest.KEY, null, null, timeout, true));
  }

  private static ExportException failure(OpenAiIngestExporter exporter) {
    return catchThrowableOfType(
        ExportException.class, () -> exporter.export(List.of(span(new CustomData("c", Map.of())))));
  }

  private JsonNode sent() throws IOException {
    assertThat(ingest.received).hasSize(1);
    return JSON.readTree(ingest.received.get(0).body());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
