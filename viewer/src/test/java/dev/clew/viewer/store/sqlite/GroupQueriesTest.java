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

  @TempDir Path folder;

  private Groups ask(String filter, int mostTraces) {
    return ask(filter, mostTraces, Set.of());
  }

  private Groups ask(String filter, int mostTraces, Set<String> values) {
    Path file = folder.resolve("traces.db");
    try (TraceStore store = SqliteTraceStore.open(file, Clock.systemUTC())) {
      List<TraceRecord> records = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Recording recording = new Recording(i);
        recording.tool(null, "payOut", 0, 5, "{}");
        if (i % 40 == 0) {
          recording.tool(null, "rare", 0, 5, "{}");
        }
        records.addAll(recording.records());
      }
      store.write(Batch.of(records));
    }
    Selection selection = Selection.of(new FilterParser(Clock.systemUTC()).parse(filter));
    Database database = Database.open(file);
    try {
      return database.read(
          handle ->
              new GroupQueries(handle, GroupQuery.of("tool", selection, 5).only(values), mostTraces)
                  .run(() -> 200));
    } finally {
      database.close();
    }
  }

  @Test
  void ofVeryManySelectedTraces_aPartIsRead_andMultiplied() {
    Groups groups = ask("spans>0", 50);

    assertThat(groups.oneIn()).isEqualTo(4);
    assertThat(groups.groups().get(0).figures().get(Sum.CALLS)).isEqualTo(200);
  }

  @Test
  void ofAFewValues_everythingCounts_howeverManyTracesThereAre() {
    Groups groups = ask("spans>0", 50, Set.of("rare"));

    assertThat(groups.oneIn()).isEqualTo(1);
    assertThat(groups.groups().get(0).figures().get(Sum.CALLS)).isEqualTo(5);
  }

  @Test
  void withoutAFilter_everythingCounts() {
    Groups groups = ask("", 50);

    assertThat(groups.oneIn()).isEqualTo(1);
    assertThat(groups.groups().get(0).figures().get(Sum.CALLS)).isEqualTo(200);
  }
}
