// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.Samples;
import dev.clew.exporter.render.EmptyData;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConsoleExporterTest {
  private static final long MS = 1_000_000;
  private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void trace_isPrintedAsTreeWhenItsRootHasEnded() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);

    exporter.export(travelDesk());
    assertThat(printed()).isEmpty();
    exporter.export(List.of(trace(FakeSpan.TRACE, 0)));

    assertThat(printed())
        .isEqualTo(
            """
            ◆ trace TravelDesk.handle  1.84 s  6 spans  1 error  310→25 tokens (128 cached)  4bf92f3577b34da6a3ce929d0e0e4736
            └─ agent      triage                1.80 s
               ├─ generation chat gpt-4o-mini   412 ms  310→25 tokens (128 cached)  first chunk 120 ms
               ├─ handoff    triage → refunds           decided by the model
               └─ agent      refunds            1.05 s
                  ├─ function   computeRefund     3 ms  {"booking":"AB12"} → 84.50 EUR
                  └─ function   seatMap           1 ms  ✗ IllegalStateException: no seat map for AB12  {"booking":"AB12"}
            """);
  }

  @Test
  void charset_withoutBoxes_getsPlainAscii() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.US_ASCII, false, 100);

    exporter.export(travelDesk());
    exporter.export(List.of(trace(FakeSpan.TRACE, 0)));

    assertThat(printed())
        .startsWith("* trace TravelDesk.handle  1.84 s")
        .contains("   |- handoff    triage -> refunds           decided by the model\n")
        .contains("   `- function   seatMap            1 ms  x IllegalStateException")
        .doesNotContain("?");
  }

  @Test
  void colours_changeNothingElse() throws IOException {
    ConsoleExporter plain = exporter(StandardCharsets.UTF_8, false, 100);
    plain.export(travelDesk());
    plain.export(List.of(trace(FakeSpan.TRACE, 3)));
    String expected = printed();
    bytes.reset();

    ConsoleExporter coloured = exporter(StandardCharsets.UTF_8, true, 100);
    coloured.export(travelDesk());
    coloured.export(List.of(trace(FakeSpan.TRACE, 3)));

    assertThat(printed()).contains("\u001b[31m✗ IllegalStateException");
    assertThat(printed().replaceAll("\u001b\\[\\d+m", "")).isEqualTo(expected);
  }

  @Test
  void span_afterTheRoot_isPrintedAsAddition() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);
    exporter.export(travelDesk());
    exporter.export(List.of(trace(FakeSpan.TRACE, 0)));
    bytes.reset();

    exporter.export(List.of(span(9, 1, 0, 5, "cleanup", new CustomData("cleanup", Map.of()))));

    assertThat(printed())
        .isEqualTo(
            """
            ◆ late in trace TravelDesk.handle  1 span  4bf92f3577b34da6a3ce929d0e0e4736
            └─ custom     cleanup     5 ms
            """);
  }

  @Test
  void trace_toldOfTwiceInABatch_isPrintedOnce() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);
    CustomData data = new CustomData("call", Map.of());

    exporter.export(
        List.of(
            span(1, 0, 0, 5, "first", data),
            trace(FakeSpan.TRACE, 0),
            span(2, 0, 6, 5, "second", data),
            trace(FakeSpan.TRACE, 0)));

    assertThat(printed())
        .isEqualTo(
            """
            ◆ trace TravelDesk.handle  1.84 s  2 spans  4bf92f3577b34da6a3ce929d0e0e4736
            ├─ custom     first      5 ms
            └─ custom     second     5 ms
            """);
  }

  @Test
  void trace_thatGoesOnAfterItWasPrinted_isContinued() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);
    CustomData data = new CustomData("call", Map.of());
    exporter.export(List.of(span(1, 0, 0, 5, "first", data), trace(FakeSpan.TRACE, 0)));
    bytes.reset();

    exporter.export(List.of(span(2, 0, 6, 5, "second", data), trace(FakeSpan.TRACE, 0)));

    assertThat(printed())
        .isEqualTo(
            """
            ◆ more of trace TravelDesk.handle  1.84 s  1 span  4bf92f3577b34da6a3ce929d0e0e4736
            └─ custom     second     5 ms
            """);
  }

  @Test
  void unfinishedTrace_isPrintedAtClosing() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);
    exporter.export(travelDesk().subList(0, 1));

    exporter.close();

    assertThat(printed()).startsWith("◆ unfinished trace  1 span").contains("chat gpt-4o-mini");
  }

  @Test
  void waitingSpans_beyondTheBound_loseTheOldestTraceAndSaySo() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 5);

    exporter.export(travelDesk());
    exporter.close();

    assertThat(printed()).isEqualTo("(6 spans of unfinished traces not shown)\n");
  }

  @Test
  void content_cannotControlTheTerminal() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);
    String nasty = "\u001b[2Ja\r\n\tb\u0007\u009b31m\u202Ec";

    exporter.export(
        List.of(span(2, 0, 0, 5, nasty, new FunctionData("f", nasty, nasty, null, null, false))));
    exporter.export(List.of(trace(FakeSpan.TRACE, 0)));

    assertThat(printed()).contains("[2Ja b31mc").doesNotContainPattern("[\\p{Cntrl}\u202E&&[^\n]]");
  }

  @Test
  void line_isCutToTheWidth() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);
    String text = "😀".repeat(500);

    exporter.export(
        List.of(span(2, 0, 0, 5, "f", new FunctionData("f", text, text, null, null, false))));
    exporter.export(List.of(trace(FakeSpan.TRACE, 0)));

    assertThat(printed().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(141));
    assertThat(printed()).contains("😀…").doesNotContain("?");
  }

  @Test
  void spansNestedDeeply_arePrinted() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 20_000);
    List<ExportRecord> spans = new ArrayList<>();
    for (int n = 1; n <= 10_000; n++) {
      spans.add(span(n, n - 1, n, 5, "turn", new CustomData("turn", Map.of())));
    }

    exporter.export(spans);
    exporter.export(List.of(trace(FakeSpan.TRACE, 0)));

    assertThat(printed().lines()).hasSize(1_002);
    assertThat(printed()).endsWith("… 9,000 more spans\n");
  }

  @Test
  void traces_areKeptApart() throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);
    exporter.export(travelDesk());

    exporter.export(List.of(trace(OTHER, 0)));

    assertThat(printed()).isEqualTo("◆ trace TravelDesk.handle  1.84 s  0 spans  " + OTHER + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void everyType_withNothingKnown_hasALine(SpanType type) throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);

    exporter.export(
        List.of(
            new SpanRenderer(RenderSettings.defaults())
                .render(FakeSpan.of(1, EmptyData.of(type, "x"))),
            trace(FakeSpan.TRACE, 0)));

    assertThat(printed().lines()).hasSize(2).last().asString().contains(type.wireName());
  }

  static List<SpanData> allData() {
    return Samples.allData();
  }

  @ParameterizedTest
  @MethodSource("allData")
  void everyType_withEveryField_hasALine(SpanData data) throws IOException {
    ConsoleExporter exporter = exporter(StandardCharsets.UTF_8, false, 100);

    exporter.export(List.of(Samples.span(2, data), trace(FakeSpan.TRACE, 0)));

    assertThat(printed().lines()).hasSize(2);
    assertThat(printed()).contains("✗ IllegalStateException: no seat map").doesNotContain("null");
  }

  @Test
  void brokenStream_isAnError() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    ConsoleExporter exporter =
        new ConsoleExporter(
            new ConsoleSettings(StandardCharsets.UTF_8, false, 140, 100),
            new PrintStream(broken, true, StandardCharsets.UTF_8));

    assertThatIOException().isThrownBy(() -> exporter.export(List.of(trace(FakeSpan.TRACE, 0))));
  }

  /** The spans in the order in which they end: children first. */
  private static List<ExportRecord> travelDesk() {
    GenerationData generation =
        new GenerationData.Builder()
            .requestModel("gpt-4o-mini")
            .usage(new Usage(310L, 25L, 335L, 128L, null, 0L, null, null, false))
            .finishReasons(List.of("tool_calls"))
            .build();
    SpanRecord streamed = span(2, 1, 1, 412, "chat gpt-4o-mini", generation);
    String arguments = "{\"booking\":\"AB12\"}";
    List<ExportRecord> spans = new ArrayList<>();
    spans.add(withFirstChunk(streamed, 120));
    spans.add(span(3, 1, 500, 0, "handoff", new HandoffData("triage", "refunds", "model")));
    spans.add(
        failed(
            span(
                6,
                4,
                700,
                1,
                "seatMap",
                new FunctionData("seatMap", arguments, null, null, null, false))));
    spans.add(
        span(
            5,
            4,
            600,
            3,
            "computeRefund",
            new FunctionData("computeRefund", arguments, "84.50 EUR", null, null, false)));
    spans.add(span(4, 1, 510, 1_050, "refunds", EmptyData.of(SpanType.AGENT, "refunds")));
    spans.add(span(1, 0, 0, 1_800, "triage", EmptyData.of(SpanType.AGENT, "triage")));
    return Collections.unmodifiableList(spans);
  }

  private static SpanRecord span(
      int n, int parent, long startMillis, long millis, String name, SpanData data) {
    return new SpanRecord(
        FakeSpan.TRACE,
        String.format("%016x", n),
        parent == 0 ? null : String.format("%016x", parent),
        name,
        startMillis * MS,
        (startMillis + millis) * MS,
        null,
        SpanStatus.OK,
        null,
        null,
        data,
        Map.of(),
        List.of());
  }

  private static SpanRecord withFirstChunk(SpanRecord span, long millis) {
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.startEpochNanos() + millis * MS,
        span.status(),
        span.error(),
        span.groupId(),
        span.data(),
        span.attributes(),
        span.events());
  }

  private static SpanRecord failed(SpanRecord span) {
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        null,
        SpanStatus.ERROR,
        new ErrorRecord("java.lang.IllegalStateException", "no seat map for\nAB12", "…"),
        span.groupId(),
        span.data(),
        span.attributes(),
        span.events());
  }

  private static TraceRecord trace(String id, int dropped) {
    return new TraceRecord(
        id, "TravelDesk.handle", null, 0, 1_840 * MS, SpanStatus.OK, 6, dropped, Map.of());
  }

  private ConsoleExporter exporter(Charset charset, boolean colours, int maxWaiting) {
    return new ConsoleExporter(
        new ConsoleSettings(charset, colours, 140, maxWaiting),
        new PrintStream(bytes, true, charset));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
