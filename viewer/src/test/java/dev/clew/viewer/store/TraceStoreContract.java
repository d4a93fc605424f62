// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static dev.clew.viewer.Recording.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do with what is written and deleted. A subclass for each. */
abstract class TraceStoreContract extends TraceStoreFixture {

  @Test
  void write_sumsUpTheTrace() {
    Recording good = writeThree().get(0);

    TraceRow row = store.trace(good.traceId()).orElseThrow().row();

    assertThat(row.name()).isEqualTo("desk");
    assertThat(row.status()).isEqualTo(Status.OK);
    assertThat(row.group()).isEqualTo("conversation-1");
    assertThat(row.durationNanos()).isEqualTo(1_000_000_000L);
    assertThat(row.tokens().input()).isEqualTo(1000);
    assertThat(row.cost().total()).isEqualTo(0.01);
    assertThat(row.models()).containsExactly("gpt-4.1");
    assertThat(row.spans()).isEqualTo(2);
  }

  @Test
  void write_ofTheSameAgain_changesNothing() {
    Recording recording = three().get(1);
    WriteResult first = store.write(Batch.of(recording.records()));
    WriteResult second = store.write(Batch.of(recording.records()));

    assertThat(first.newSpans()).isEqualTo(2);
    assertThat(second.newSpans()).isZero();
    assertThat(second.changedSpans()).isZero();
    assertThat(second.changedTraces()).isEmpty();
    assertThat(second.revision()).isEqualTo(first.revision());
    assertThat(store.totals(Selection.ALL).spans()).isEqualTo(2);
  }

  @Test
  void write_inAnyOrderAndInPieces_givesTheSameTraces() {
    List<TraceRow> expected = new ArrayList<>();
    List<dev.clew.viewer.model.TraceRecord> records =
        new ArrayList<>(Recording.read(Recording.travelDesk(), Source.IMPORT));
    store.write(Batch.of(records));
    store.list(TraceQuery.latest(Selection.ALL, 10)).rows().forEach(r -> expected.add(r.at(0)));

    try (TraceStore other = create()) {
      Collections.shuffle(records, new Random(7));
      for (int i = 0; i < records.size(); i += 13) {
        other.write(Batch.of(records.subList(i, Math.min(records.size(), i + 13))));
      }
      List<TraceRow> rows = other.list(TraceQuery.latest(Selection.ALL, 10)).rows();
      assertThat(rows.stream().map(r -> r.at(0)).toList()).isEqualTo(expected).hasSize(5);
    }
  }

  @Test
  void sameSpanByFileAndByOtlp_countsOnce_whateverCameFirst() {
    Recording recording = three().get(0);
    store.write(Batch.of(recording.records(Source.OTLP)));
    WriteResult byFile = store.write(Batch.of(recording.records()));
    WriteResult byOtlp = store.write(Batch.of(recording.records(Source.OTLP)));

    assertThat(byFile.newSpans()).isZero();
    assertThat(byOtlp.changedSpans()).isZero();
    assertThat(store.totals(Selection.ALL).tokens().input()).isEqualTo(1000);
    assertThat(store.statistics().spans()).isEqualTo(2);
  }

  @Test
  void openSpan_isRunningUntilItEnds_andNeverOpensAgain() {
    Recording open = new Recording(9);
    open.agent(null, "planner", 0, -1);
    Recording ended = new Recording(9);
    ended.agent(null, "planner", 0, 700);
    write(open);
    assertThat(store.trace(open.traceId()).orElseThrow().row().status()).isEqualTo(Status.RUNNING);

    write(ended);
    write(open);

    TraceRow row = store.trace(open.traceId()).orElseThrow().row();
    assertThat(row.status()).isEqualTo(Status.OK);
    assertThat(row.durationNanos()).isEqualTo(700_000_000L);
    assertThat(row.spans()).isEqualTo(1);
  }

  @Test
  void endJvm_cutsOffWhatIsOpen() {
    Recording running = writeThree().get(2);
    assertThat(store.jvmsWithOpenSpans()).containsExactly("4711-1795960000000");

    int ended = store.endJvm("4711-1795960000000");

    TraceRow row = store.trace(running.traceId()).orElseThrow().row();
    assertThat(ended).isEqualTo(2);
    assertThat(row.status()).isEqualTo(Status.CANCELLED);
    assertThat(row.finding().kind()).isEqualTo("cut_off");
    assertThat(row.durationNanos()).isEqualTo(600_000_000L);
    assertThat(store.jvmsWithOpenSpans()).isEmpty();
  }

  @Test
  void payload_isTheRecordAsItCame() {
    String line = Recording.travelDesk().get(1);
    store.write(Batch.of(Recording.read(List.of(line), Source.IMPORT)));
    var node = dev.clew.viewer.content.Json.readOrNull(line);
    String traceId = node.get("trace_id").asText();
    long spanId = Ids.span(node.get("id").asText());

    assertThat(store.payload(traceId, spanId).orElseThrow()).asString().isEqualTo(line);
    assertThat(store.payload(traceId, 1)).isEmpty();
    Set<Long> seen = new HashSet<>();
    store.payloads(traceId, (id, payload) -> seen.add(id));
    assertThat(seen).containsExactly(spanId);
  }

  @Test
  void document_isReplacedOnlyIfItIsWhatWasRead() {
    assertThat(store.replaceDocument("rule", "a", null, "one")).isTrue();
    assertThat(store.replaceDocument("rule", "a", null, "two")).isFalse();
    assertThat(store.replaceDocument("rule", "a", "zero", "two")).isFalse();
    assertThat(store.replaceDocument("rule", "a", "one", "two")).isTrue();
    assertThat(store.replaceDocument("state", "a", null, "other kind")).isTrue();
    assertThat(store.documents("rule")).containsExactly(Map.entry("a", "two"));

    assertThat(store.replaceDocument("rule", "a", "one", null)).isFalse();
    assertThat(store.replaceDocument("rule", "a", "two", null)).isTrue();
    assertThat(store.documents("rule")).isEmpty();
    assertThat(store.documents("nothing")).isEmpty();
  }

  @Test
  void prune_deletesTheOldest_butNothingThatRuns() {
    List<Recording> all = writeThree();
    long now = START + 3_600_000_000_000L;

    PruneResult byAge =
        store.prune(new Retention(Duration.ofMinutes(59).plusSeconds(1), null, null), now);
    assertThat(byAge.traces()).isZero();
    PruneResult byCount = store.prune(new Retention(null, 2L, null), now);
    assertThat(byCount.traces()).isEqualTo(1);
    assertThat(store.trace(all.get(0).traceId())).isEmpty();
    store.prune(new Retention(Duration.ofMinutes(1), null, null), now);

    assertThat(ids("")).containsExactly(all.get(2).traceId());
    assertThat(store.statistics().spans()).isEqualTo(3);
    assertThat(ids("expired")).isEmpty();
    assertThat(store.values("tool", "", Selection.ALL, 10)).hasSize(1);
  }

  @Test
  void positions_areWrittenWithTheRecords() {
    SourcePosition position = new SourcePosition("/traces/a.jsonl", 42, "f");
    store.write(new Batch(three().get(0).records(), position));

    assertThat(store.positions()).containsEntry("/traces/a.jsonl", position);
    store.forgetPositions(List.of("/traces/a.jsonl"));
    assertThat(store.positions()).isEmpty();
  }

  @Test
  void revision_tellsWhatChanged() {
    List<Recording> all = writeThree();
    long before = store.revision();
    Recording more = new Recording(2);
    more.agent(null, "x", 0, 1);
    more.agent(null, "x", 0, 1);
    more.agent(null, "refunds again", 5000, 5001);
    write(more);

    assertThat(store.changedSince(before, 10)).containsExactly(all.get(1).traceId());
    assertThat(store.changedSince(store.revision(), 10)).isEmpty();
  }

  @Test
  void views_areKeptByName() {
    SavedView view = new SavedView("Failed", "status:error", "-start", "1h", List.of("name"), 5);
    store.saveView(view);
    store.saveView(new SavedView("A", "", null, null, List.of(), 6));

    assertThat(store.views()).extracting(SavedView::name).containsExactly("A", "Failed");
    assertThat(store.views().get(1)).isEqualTo(view);
    assertThat(store.deleteView("Failed")).isTrue();
    assertThat(store.deleteView("Failed")).isFalse();
  }

  @Test
  void jvms_keepTheirLatestFigures() {
    String line =
        "{\"object\":\"clew.jvm\",\"id\":\"4711-1795960000000\",\"clew\":{\"v\":1,"
            + "\"time_unix_nano\":\"%d000000\",\"service\":\"desk\",\"figures\":{\"cpu\":%s,"
            + "\"heap_used\":100}}}";
    store.write(
        Batch.of(
            Recording.read(
                List.of(
                    String.format(line, 1_795_960_010_000L, "0.5"),
                    String.format(line, 1_795_960_005_000L, "0.25")),
                Source.IMPORT)));

    assertThat(store.jvms()).hasSize(1);
    assertThat(store.jvms().get(0).service()).isEqualTo("desk");
    assertThat(store.jvms().get(0).sample().figures()).containsEntry("cpu", 0.5);
    assertThat(store.samples("4711-1795960000000", 0, Long.MAX_VALUE))
        .extracting(sample -> sample.figures().get("cpu"))
        .containsExactly(0.25, 0.5);
  }

  @Test
  void statistics_tellOfContentAndPrices() {
    Recording recording = new Recording(1);
    recording.generation(
        null,
        "llama",
        0,
        10,
        r -> {
          Recording.attributes(r).put("clew.cost.unknown", "no price for the model");
          Recording.attributes(r).put("clew.content.redacted", 2);
        });
    write(recording);

    StoreStatistics statistics = store.statistics();

    assertThat(statistics.unpricedModels()).containsExactly("llama");
    assertThat(statistics.content().redacted()).isEqualTo(1);
    assertThat(statistics.textPending()).isEqualTo(1);
    assertThat(store.indexText(10)).isZero();
  }

  @Test
  void traceRevision_isThatOfItsLastChange() {
    Recording good = writeThree().get(0);
    long before = store.traceRevision(good.traceId()).orElseThrow();

    Recording more = new Recording(1);
    more.agent(null, "desk", 0, 1000);
    more.generation(null, "gpt-4.1", 0, 1, r -> {});
    more.tool(null, "late", 1, 2, "{}");
    write(more);

    assertThat(store.traceRevision(good.traceId()).orElseThrow())
        .isGreaterThan(before)
        .isEqualTo(store.trace(good.traceId()).orElseThrow().row().revision());
    assertThat(store.traceRevision("0".repeat(32))).isEmpty();
  }

  @Test
  void deletion_changesTheTotalsAndTheRevision() {
    Recording bad = writeThree().get(1);
    long before = store.revision();
    assertThat(store.totals(Selection.ALL).traces()).isEqualTo(3);

    store.deleteTrace(bad.traceId());

    assertThat(store.totals(Selection.ALL).traces()).isEqualTo(2);
    assertThat(store.revision()).isGreaterThan(before);
  }
}
