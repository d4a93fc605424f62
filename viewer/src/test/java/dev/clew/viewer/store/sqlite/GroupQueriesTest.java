// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupQueriesTest {

  private static final int TRACES = 1000;

  @TempDir Path folder;

  /** Traces with one run of a tool each, every hundredth with one of another tool, too. */
  private Groups ask(String filter, int mostTraces, Set<String> values, long from, long to) {
    Path file = folder.resolve("traces.db");
    try (TraceStore store = SqliteTraceStore.open(file, Clock.systemUTC())) {
      List<TraceRecord> records = new ArrayList<>();
      for (int i = 0; i < TRACES; i++) {
        Recording recording = new Recording(i);
        recording.tool(null, "payOut", 0, 5, "{}");
        if (i % 100 == 0) {
          recording.tool(null, "rare", 0, 500, "{}");
        }
        records.addAll(recording.records());
      }
      store.write(Batch.of(records));
    }
    Database database = Database.open(file);
    try {
      return database.read(
          handle -> {
            List<Long> starts =
                handle
                    .createQuery("SELECT start_nanos FROM trace ORDER BY start_nanos")
                    .mapTo(Long.class)
                    .list();
            Selection selection =
                new Selection(
                    new FilterParser(Clock.systemUTC()).parse(filter),
                    from == 0 ? null : starts.get((int) from),
                    to == TRACES ? null : starts.get((int) to),
                    null);
            return new GroupQueries(
                    handle, GroupQuery.of("tool", selection, 5).only(values), mostTraces)
                .run();
          });
    } finally {
      database.close();
    }
  }

  private Groups ask(String filter, int mostTraces, String... values) {
    return ask(filter, mostTraces, Set.of(values), 0, TRACES);
  }

  private static long calls(Groups groups, int group) {
    return groups.groups().get(group).figures().get(Sum.CALLS);
  }

  @Test
  void ofVeryManySelectedTraces_aPartIsRead_andMultiplied() {
    Groups groups = ask("spans>0", 250);

    assertThat(groups.oneIn()).isEqualTo(4);
    assertThat(calls(groups, 0)).isBetween(960L, 1040L);
  }

  @Test
  void ofAFifthOfTheTime_aPartIsReadToo() {
    Groups groups = ask("spans>0", 50, Set.of(), 300, 500);

    assertThat(groups.oneIn()).isEqualTo(4);
    assertThat(calls(groups, 0)).isBetween(160L, 240L);
  }

  @Test
  void ofAValueThatFewHave_itsTracesAloneAreRead() {
    Groups groups = ask("tool=rare", 50);

    assertThat(groups.oneIn()).isEqualTo(1);
    assertThat(calls(groups, 0)).isEqualTo(10);
    assertThat(calls(groups, 1)).isEqualTo(10);
  }

  @Test
  void ofFewThatAnIndexFinds_allAreRead() {
    Groups groups = ask("toolduration>100ms", 50);

    assertThat(groups.oneIn()).isEqualTo(1);
    assertThat(calls(groups, 1)).isEqualTo(10);
  }

  @Test
  void ofASampleInWhichHardlyAnyTraceIsSelected_moreIsRead() {
    // No index finds these: the filter is applied to the sample.
    Groups groups = ask("spans>1", 250);

    assertThat(groups.oneIn()).isLessThan(4);
    assertThat(calls(groups, 1)).isBetween(5L, 15L);
  }

  @Test
  void ofAFewValues_everythingCounts_howeverManyTracesThereAre() {
    Groups groups = ask("spans>0", 250, "rare");

    assertThat(groups.oneIn()).isEqualTo(1);
    assertThat(calls(groups, 0)).isEqualTo(10);
  }

  @Test
  void withoutAFilter_everythingCounts() {
    Groups groups = ask("", 250);

    assertThat(groups.oneIn()).isEqualTo(1);
    assertThat(calls(groups, 0)).isEqualTo(TRACES);
  }
}
