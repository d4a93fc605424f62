// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static dev.clew.viewer.Recording.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How every store must answer questions about several traces. A subclass for each. */
abstract class TraceQueryContract extends TraceStoreFixture {

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
        "toolduration>=100ms         | 2",
        "toolduration>100ms          | ''",
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
  void succeededNear_areThoseOfTheNameThatEndedWell_oneSideEach() {
    List<Recording> all = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      boolean failed = i == 4 || i == 5;
      Recording run = new Recording(i);
      run.span(
          null,
          "agent",
          "desk",
          0,
          100,
          record -> {
            if (failed) {
              Recording.fail(record, "x.RateLimitException", "429");
            }
          });
      run.trace(i == 3 ? "other" : "desk", null, metadata -> {});
      write(run);
      all.add(run);
    }
    TraceRow bad = store.trace(all.get(3).traceId()).orElseThrow().row();

    assertThat(store.succeededNear(bad, 1))
        .extracting(TraceRow::id)
        .containsExactlyInAnyOrder(all.get(1).traceId(), all.get(5).traceId());
    assertThat(store.succeededNear(bad, 9)).hasSize(4);
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

    List<String> paged = paged(new TraceQuery(Selection.ALL, sort, descending, 7, null));

    assertThat(paged).isEqualTo(expected).hasSize(25).doesNotHaveDuplicates();
  }

  private List<String> paged(TraceQuery first) {
    List<String> ids = new ArrayList<>();
    TraceQuery query = first;
    TraceStore.TracePage page;
    do {
      page = store.list(query);
      page.rows().forEach(row -> ids.add(row.id()));
      if (page.more()) {
        query = query.after(Cursor.of(page.rows().get(page.rows().size() - 1), query));
      }
    } while (page.more());
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "everywhere, true, 2300",
    "everywhere, false, 2300",
    "often, true, 46",
    "seldom, true, 3",
    "-everywhere, true, 0",
    "-often, true, 2254",
    "tool:lookUp often, true, 46",
    "nowhere, true, 0"
  })
  void text_isFoundInEveryTraceOfALongList(String filter, boolean descending, int expected) {
    List<TraceRecord> records = new ArrayList<>();
    for (int i = 0; i < 2300; i++) {
      // Not in the order in which they arrive.
      Recording recording = new Recording(i * 7 % 2300);
      String words = "everywhere" + (i % 50 == 0 ? " often" : "") + (i % 900 == 0 ? " seldom" : "");
      recording.tool(null, "lookUp", 0, i % 1000 == 999 ? -1 : 10, "{\"words\":\"" + words + "\"}");
      records.addAll(recording.records());
    }
    store.write(Batch.of(records));
    store.indexText(10_000);

    List<String> found =
        paged(new TraceQuery(selection(filter), TraceQuery.Sort.START, descending, 100, null));

    List<String> all =
        ids(new TraceQuery(Selection.ALL, TraceQuery.Sort.START, descending, 3000, null));
    assertThat(found).hasSize(expected).doesNotHaveDuplicates();
    assertThat(all).hasSize(2300);
    assertThat(found).isEqualTo(all.stream().filter(new HashSet<>(found)::contains).toList());
  }

  @Test
  void figures_followTheTextIndex() {
    three().forEach(this::write);
    store.totals(selection("expired"));
    store.count(selection("expired"));

    store.indexText(1000);

    assertThat(store.totals(selection("expired")).traces()).isEqualTo(1);
    assertThat(store.count(selection("expired"))).isEqualTo(1);
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
  void histogram_beginsWithTheFirstTraceThatMatches() {
    writeThree();
    long minute = 60_000_000_000L;

    Histogram histogram =
        store.histogram(
            new Selection(selection("-tenant:acme").filter(), null, START + 60 * minute, null), 58);

    assertThat(histogram.from()).isEqualTo(START + 2 * minute);
    assertThat(histogram.to()).isEqualTo(START + 60 * minute);
    assertThat(histogram.buckets())
        .containsExactly(new Histogram.Bucket(0, 1, 1, 1), new Histogram.Bucket(1, 1, 0, 0));
    assertThat(store.histogram(selection("name:nothing"), 10).buckets()).isEmpty();
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
}
