// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static dev.clew.viewer.Recording.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store must do. A subclass for each. */
abstract class TraceStoreContract {

  static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(0, START + 3_600_000_000_000L), ZoneOffset.UTC);

  private TraceStore store;

  abstract TraceStore create();

  @BeforeEach
  void open() {
    store = create();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void write(Recording recording) {
    store.write(Batch.of(recording.records()));
  }

  private List<String> ids(String filter) {
    return ids(TraceQuery.latest(selection(filter), 100));
  }

  private List<String> ids(TraceQuery query) {
    return store.list(query).rows().stream().map(TraceRow::id).toList();
  }

  private static Selection selection(String filter) {
    return Selection.of(new FilterParser(CLOCK).parse(filter));
  }

  /** A trace that ends well, one that fails in a tool, one that runs. */
  private List<Recording> three() {
    Recording good = new Recording(1);
    String root = good.agent(null, "desk", 0, 1000);
    good.generation(root, "gpt-4.1", 10, 900, r -> Recording.usage(r, 1000, 50, 0.01));
    good.trace("desk", "conversation-1", metadata -> metadata.put("tenant", "Acme"));

    Recording bad = new Recording(2);
    String failed =
        bad.span(
            null,
            "agent",
            "refunds",
            0,
            4000,
            r -> {
              Recording.data(r).put("name", "refunds");
              Recording.fail(r, "com.shop.RefundException", "card expired");
            });
    bad.tool(
        failed,
        "payOut",
        100,
        200,
        "{\"reference\":\"KX4T9Q\"}",
        r -> Recording.fail(r, "com.shop.RefundException", "card expired"));
    bad.trace("refunds", "conversation-2", metadata -> metadata.put("user", "u-7"));

    Recording running = new Recording(3);
    String open = running.agent(null, "planner", 0, -1);
    running.generation(open, "gpt-4o", 0, 500, r -> Recording.usage(r, 10, 5, 0.5));
    running.tool(open, "hotelSearch", 600, -1, "{}");
    return List.of(good, bad, running);
  }

  private List<Recording> writeThree() {
    List<Recording> all = three();
    all.forEach(this::write);
    store.indexText(1000);
    return all;
  }

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | 3 2 1",
        "status:error                | 2",
        "status:error,running        | 3 2",
        "-status:error               | 3 1",
        "agent:refund                | 2",
        "agent=refund                | ''",
        "agent=REFUNDS               | 2",
        "model:gpt-4                 | 3 1",
        "model=gpt-4o                | 3",
        "tool:payout                 | 2",
        "-tool:payOut                | 3 1",
        "-tool:payOut -status:running| 1",
        "error:refundexception       | 2",
        "error:'card expired'        | 2",
        "finding:tool_failed         | 2",
        "group:conversation          | 2 1",
        "-group:*                    | 3",
        "tenant:acme                 | 1",
        "metadata.tenant=acme        | 1",
        "user:u-7                    | 2",
        "type:function               | 3 2",
        "duration>2s                 | 2",
        "duration<=1000ms            | 3 1",
        "cost>=0.01                  | 3 1",
        "cost>$0.1                   | 3",
        "tokens>1k                   | 1",
        "errors>0                    | 2",
        "toolcalls<1                 | 1",
        "calls>0 -cost>0.1           | 1",
        "'\"card expired\"'          | 2",
        "KX4T                        | 2",
        "'-expired'                  | 3 1",
        "'\"expired card\"'          | ''",
        "hotels                      | 3",
      })
  void filter_selects(String filter, String expected) {
    List<Recording> all = writeThree();
    String text = filter.replace('\'', '"');

    List<String> found =
        ids(text).stream()
            .map(
                id -> {
                  for (int i = 0; i < all.size(); i++) {
                    if (all.get(i).traceId().equals(id)) {
                      return String.valueOf(i + 1);
                    }
                  }
                  return "?";
                })
            .toList();

    assertThat(String.join(" ", found)).isEqualTo(expected);
    assertThat(store.count(selection(text))).isEqualTo(found.size());
  }

  @Test
  void filter_ofAnIdPrefix_findsTheTrace() {
    Recording good = writeThree().get(0);

    assertThat(ids("id:" + good.traceId().substring(0, 8))).hasSize(3);
    assertThat(ids(good.traceId())).containsExactly(good.traceId());
    assertThat(store.idsStartingWith(good.traceId(), 5)).containsExactly(good.traceId());
  }

  @Test
  void filter_ofTime_isHalfOpen() {
    writeThree();
    long second = START + 2 * 60_000_000_000L;

    assertThat(store.count(new Selection(selection("").filter(), second, null, null))).isEqualTo(2);
    assertThat(store.count(new Selection(selection("").filter(), null, second, null))).isEqualTo(1);
    assertThat(store.count(selection("start>57m"))).isZero();
    assertThat(store.count(selection("start>=58m"))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "START,true",
    "START,false",
    "DURATION,true",
    "COST,false",
    "NAME,true",
    "SPANS,true"
  })
  void pages_hangTogether(TraceQuery.Sort sort, boolean descending) {
    for (int i = 0; i < 25; i++) {
      Recording recording = new Recording(i);
      String root = recording.agent(null, "agent" + i % 3, 0, 100 + i % 5);
      recording.generation(root, "m", 0, 50, r -> Recording.usage(r, 1, 1, 0.25));
      if (i % 10 == 0) {
        recording.tool(root, "slow", 60, -1, "{}");
      }
      write(recording);
    }
    TraceQuery all = new TraceQuery(Selection.ALL, sort, descending, 100, null);
    List<String> expected = ids(all);

    List<String> paged = new ArrayList<>();
    TraceQuery query = new TraceQuery(Selection.ALL, sort, descending, 7, null);
    TraceStore.TracePage page;
    do {
      page = store.list(query);
      page.rows().forEach(row -> paged.add(row.id()));
      query =
          query.after(
              dev.clew.viewer.api.TraceJson.cursor(page.rows().get(page.rows().size() - 1), query));
    } while (page.more());

    assertThat(paged).isEqualTo(expected).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void list_showsRunningFirst() {
    Recording running = writeThree().get(2);
    Recording later = new Recording(30);
    later.agent(null, "later", 0, 10);
    write(later);

    assertThat(ids("")).startsWith(running.traceId(), later.traceId());
  }

  @Test
  void totals_addUp() {
    writeThree();

    Totals totals = store.totals(Selection.ALL);

    assertThat(totals.traces()).isEqualTo(3);
    assertThat(totals.failed()).isEqualTo(1);
    assertThat(totals.running()).isEqualTo(1);
    assertThat(totals.spans()).isEqualTo(7);
    assertThat(totals.p50()).isEqualTo(1_000_000_000L);
    assertThat(totals.p95()).isEqualTo(4_000_000_000L);
    assertThat(totals.max()).isEqualTo(4_000_000_000L);
    assertThat(totals.tokens().total()).isEqualTo(1065);
    assertThat(totals.cost().total()).isEqualTo(0.51);
    assertThat(store.totals(selection("name:nothing")).traces()).isZero();
  }

  @Test
  void histogram_counts() {
    writeThree();
    long minute = 60_000_000_000L;

    Histogram histogram =
        store.histogram(
            new Selection(selection("").filter(), START, START + 10 * minute, null), 10);

    assertThat(histogram.width()).isEqualTo(minute);
    assertThat(histogram.buckets())
        .containsExactly(
            new Histogram.Bucket(1, 1, 0, 0),
            new Histogram.Bucket(2, 1, 1, 1),
            new Histogram.Bucket(3, 1, 0, 0));
  }

  @Test
  void values_areCountedUnderTheFilter() {
    writeThree();

    assertThat(store.values("model", "", Selection.ALL, 10))
        .extracting(TraceStore.ValueCount::value)
        .containsExactly("gpt-4.1", "gpt-4o");
    assertThat(store.values("tool", "PAY", Selection.ALL, 10))
        .containsExactly(new TraceStore.ValueCount("payOut", 1));
    assertThat(store.values("tool", "", selection("status:running"), 10))
        .containsExactly(new TraceStore.ValueCount("hotelSearch", 1));
    assertThat(store.metadataKeys()).containsExactly("tenant", "user");
  }

  @Test
  void neighbours_followTheFilter() {
    List<Recording> all = writeThree();

    TraceStore.Neighbours any = store.neighbours(all.get(1).traceId(), Selection.ALL);
    TraceStore.Neighbours ended =
        store.neighbours(all.get(1).traceId(), selection("-status:running"));

    assertThat(any.younger()).contains(all.get(2).traceId());
    assertThat(any.older()).contains(all.get(0).traceId());
    assertThat(ended.younger()).isEmpty();
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
  void minutes_areTheSumOfTheTraces_alsoAfterChangesAndDeletion() {
    List<Recording> all = writeThree();
    all.forEach(this::write);
    long minute = START / 60_000_000_000L;

    assertThat(store.minutes("tool", minute, minute + 60))
        .extracting(TraceStore.MinuteFigures::value)
        .containsExactly("payOut", "hotelSearch");
    TraceStore.MinuteFigures failing = store.minutes("model", minute, minute + 60).get(0);
    assertThat(failing.traces()).isEqualTo(1);
    assertThat(failing.stats().inputTokens()).isEqualTo(1000);

    store.deleteTrace(all.get(0).traceId());

    assertThat(store.minutes(Facet.ALL, minute, minute + 60)).hasSize(2);
    assertThat(store.minutes("model", minute, minute + 60))
        .extracting(TraceStore.MinuteFigures::value)
        .containsExactly("gpt-4o");
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
}
