// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.ingest.Importer;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TraceExportTest {

  private final TraceStore store = new MemoryTraceStore(Clock.systemUTC());

  @BeforeEach
  void fill() {
    store.write(Batch.of(Recording.read(Recording.travelDesk(), Source.IMPORT)));
  }

  private byte[] export(ExportFormat format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TraceExport(store, format).write(Selection.ALL, out, done -> {});
    return out.toByteArray();
  }

  private static List<TraceRow> rows(TraceStore store) {
    return store.list(TraceQuery.latest(Selection.ALL, 100)).rows();
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"JSON", "JSONL", "CSV"})
  void importOfOurOwnFormats_givesTheSameTraces(ExportFormat format) throws Exception {
    TraceStore other = new MemoryTraceStore(Clock.systemUTC());

    Importer.Result result = new Importer(other).read(new ByteArrayInputStream(export(format)));

    assertThat(result.format()).isEqualTo(format.wire());
    assertThat(result.newSpans()).isEqualTo(134);
    assertThat(result.rejected()).isZero();
    // CSV has one row per span, so what is told of the trace alone stays behind.
    for (int i = 0; i < 5; i++) {
      TraceRow expected = rows(store).get(i);
      StoredTrace trace = other.trace(expected.id()).orElseThrow();
      assertThat(trace.row().finding()).isEqualTo(expected.finding());
      assertThat(trace.row().tokens()).isEqualTo(expected.tokens());
      assertThat(trace.row().cost()).isEqualTo(expected.cost());
    }
  }

  @Test
  void importOfOtlp_keepsTreeTimesTokensAndMessages() throws Exception {
    TraceStore other = new MemoryTraceStore(Clock.systemUTC());

    Importer.Result result =
        new Importer(other).read(new ByteArrayInputStream(export(ExportFormat.OTLP)));

    assertThat(result.format()).isEqualTo("otlp");
    assertThat(result.newSpans()).isEqualTo(134);
    for (TraceRow row : rows(store)) {
      Map<Long, SpanRow> spans = new HashMap<>();
      other.trace(row.id()).orElseThrow().spans().forEach(span -> spans.put(span.id(), span));
      for (SpanRow span : store.trace(row.id()).orElseThrow().spans()) {
        SpanRow back = spans.get(span.id());
        assertThat(back.type()).isEqualTo(span.type());
        assertThat(back.name()).isEqualTo(span.name());
        assertThat(back.parentId()).isEqualTo(span.parentId());
        assertThat(back.startNanos()).isEqualTo(span.startNanos());
        assertThat(back.endNanos()).isEqualTo(span.endNanos());
        assertThat(back.status()).isEqualTo(span.status());
        assertThat(back.error()).isEqualTo(span.error());
        assertThat(back.tokens()).isEqualTo(span.tokens());
        assertThat(back.handoff()).isEqualTo(span.handoff());
        if (span.type().isModelCall()) {
          assertThat(content(other, row, span).input())
              .isEqualTo(content(store, row, span).input());
        }
      }
    }
  }

  private static SpanContent content(TraceStore store, TraceRow row, SpanRow span) {
    return SpanContent.of(store.payload(row.id(), span.id()).orElseThrow());
  }

  @Test
  void importOfOpenAi_keepsTheTree() throws Exception {
    byte[] exported = export(ExportFormat.OPENAI);
    TraceStore other = new MemoryTraceStore(Clock.systemUTC());

    Importer.Result result = new Importer(other).read(new ByteArrayInputStream(exported));

    assertThat(new String(exported, StandardCharsets.UTF_8))
        .contains("\"trace_473b0d6ac39f1570c781b074afe7529e\"")
        .doesNotContain("\"clew\"");
    assertThat(result.format()).isEqualTo("openai");
    assertThat(result.newSpans()).isEqualTo(134);
    assertThat(rows(other)).extracting(TraceRow::name).containsOnly("travel-desk");
    assertThat(rows(other).get(3).finding().text()).isEqualTo("payOut: card expired 2026-12");
  }

  @Test
  void gzippedFile_isRead() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(export(ExportFormat.JSONL));
    }

    Importer.Result result =
        new Importer(store).read(new ByteArrayInputStream(packed.toByteArray()));

    assertThat(result.spans()).isEqualTo(134);
    assertThat(result.newSpans()).isZero();
  }

  @Test
  void html_runsNothing_andShowsTextAsText() throws Exception {
    hostile();

    String html = new String(export(ExportFormat.HTML), StandardCharsets.UTF_8);

    assertThat(html)
        .contains("Content-Security-Policy")
        .contains("default-src 'none'")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<script")
        .doesNotContain("<img")
        .doesNotContain("src=\"")
        .doesNotContain("href=")
        .doesNotContain("style=\"")
        .doesNotContain("http://")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  @Test
  void markdown_keepsHostileTextInItsFence() throws Exception {
    hostile();

    String markdown = new String(export(ExportFormat.MARKDOWN), StandardCharsets.UTF_8);

    assertThat(markdown).contains("# Trace `travel-desk`").contains("payOut failed in refunds");
    // A text with three backticks stands in a fence of four.
    assertThat(markdown).contains("````json\n```\n# not a heading\n```\n````");
  }

  @Test
  void csv_startsNoFormula() {
    assertThat(CsvWriter.escape("=cmd|' /C calc'!A0")).isEqualTo("'=cmd|' /C calc'!A0");
    assertThat(CsvWriter.escape("-12.5")).isEqualTo("-12.5");
    assertThat(CsvWriter.escape("a,\"b\"\n")).isEqualTo("\"a,\"\"b\"\"\n\"");
  }

  private void hostile() {
    Recording recording = new Recording(1);
    String root = recording.agent(null, "<img src=x onerror=alert(1)>", 0, 100);
    recording.generation(
        root,
        "gpt",
        0,
        10,
        r ->
            Recording.data(r)
                .putArray("input")
                .addObject()
                .put("role", "user")
                .put("content", "<script>alert(1)</script> \u001b[31mred \u202e\" onload=\"x"));
    recording.tool(root, "fence", 20, 30, "```\n# not a heading\n```");
    store.write(Batch.of(recording.records()));
  }

  @ParameterizedTest
  @EnumSource
  void emptyStore_givesAWholeFile(ExportFormat format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long written =
        new TraceExport(new MemoryTraceStore(Clock.systemUTC()), format)
            .write(Selection.ALL, out, done -> {});

    assertThat(written).isZero();
    if (format == ExportFormat.JSON || format == ExportFormat.OPENAI) {
      assertThat(dev.clew.viewer.content.Json.readOrNull(out.toString(StandardCharsets.UTF_8)))
          .isNotNull();
    }
  }
}
