// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.sqlite.SqliteTraceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTraceStoreTest extends TraceStoreContract {

  @TempDir Path folder;
  private int files;

  @Override
  TraceStore create() {
    return SqliteTraceStore.open(folder.resolve("s" + files++ + "/traces.db"), CLOCK);
  }

  @Test
  void reopened_hasEverything() {
    Path file = folder.resolve("again.db");
    try (TraceStore store = SqliteTraceStore.open(file, CLOCK)) {
      store.write(Batch.of(Recording.read(Recording.travelDesk(), Source.IMPORT)));
      store.saveView(new SavedView("v", "status:ok", null, null, List.of(), 1));
    }
    try (TraceStore store = SqliteTraceStore.open(file, CLOCK)) {
      assertThat(store.totals(Selection.ALL).spans()).isEqualTo(134);
      assertThat(store.views()).hasSize(1);
      assertThat(store.indexText(1000)).isZero();
    }
  }

  @Test
  void file_isForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("new/traces.db");
    SqliteTraceStore.open(file, CLOCK).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void fileThatIsNoStore_saysSo() throws IOException {
    Path file = folder.resolve("text.db");
    Files.writeString(file, "this is no database, and long enough to look like one ".repeat(100));

    assertThatThrownBy(() -> SqliteTraceStore.open(file, CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("text.db")
        .hasMessageContaining("damaged or not a store");
  }

  @Test
  void twoStoresOnOneFile_writeTheSameOnce() throws Exception {
    Path file = folder.resolve("shared.db");
    List<TraceRecord> records = Recording.read(Recording.travelDesk(), Source.IMPORT);
    try (TraceStore one = SqliteTraceStore.open(file, CLOCK);
        TraceStore other = SqliteTraceStore.open(file, CLOCK)) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      List<Future<?>> writing = new ArrayList<>();
      for (TraceStore store : List.of(one, other)) {
        writing.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < records.size(); i += 5) {
                    store.write(Batch.of(records.subList(i, Math.min(records.size(), i + 5))));
                  }
                }));
      }
      for (Future<?> each : writing) {
        each.get();
      }
      threads.shutdown();

      assertThat(one.totals(Selection.ALL)).isEqualTo(other.totals(Selection.ALL));
      assertThat(one.totals(Selection.ALL).spans()).isEqualTo(134);
      assertThat(one.groups(GroupQuery.of("all", Selection.ALL, 1)).groups().get(0).figures())
          .extracting(figures -> figures.get(Figures.Sum.TRACES))
          .isEqualTo(5L);
    }
  }

  @Test
  void valueThatMostTracesHave_isFilteredAsOneThatFewHave() {
    try (TraceStore store = create()) {
      List<TraceRecord> records = new ArrayList<>();
      for (int i = 0; i < 2_300; i++) {
        Recording recording = new Recording(i, Recording.START + i * 1_000_000L);
        recording.tool(null, "common", 0, 1, "{}");
        recording.tool(null, i % 700 == 0 ? "rare" : "other", 2, 3, "{}");
        records.addAll(recording.records());
      }
      store.write(Batch.of(records));
      store.indexText(Integer.MAX_VALUE);

      assertThat(page(store, "common -other")).isEqualTo(4);
      assertThat(page(store, "rare")).isEqualTo(4);
      assertThat(page(store, "comm")).isEqualTo(50);
      assertThat(page(store, "-common")).isZero();
      assertThat(page(store, "tool:common -tool:other")).isEqualTo(4);
      assertThat(page(store, "tool:rare")).isEqualTo(4);
      assertThat(page(store, "-tool:common")).isZero();
      assertThat(page(store, "tool:common")).isEqualTo(50);
    }
  }

  private static int page(TraceStore store, String filter) {
    Selection selection = Selection.of(new FilterParser(CLOCK).parse(filter));
    return store.list(TraceQuery.latest(selection, 50)).rows().size();
  }

  @Test
  void failedWrite_leavesNothing() {
    try (TraceStore store = create()) {
      List<TraceRecord> records =
          new ArrayList<>(Recording.read(Recording.travelDesk(), Source.IMPORT));
      records.add(new TraceRecord.SpanReceived(null, new byte[0]));

      assertThatThrownBy(() -> store.write(new Batch(records, new SourcePosition("a", 1, ""))))
          .isInstanceOf(NullPointerException.class);

      assertThat(store.totals(Selection.ALL).traces()).isZero();
      assertThat(store.positions()).isEmpty();
      store.write(Batch.of(records.subList(0, records.size() - 1)));
      assertThat(store.values("tool", "", Selection.ALL, 10)).isNotEmpty();
    }
  }

  @Test
  void prune_givesTheSpaceBackToTheDisk() throws IOException {
    Path file = folder.resolve("large.db");
    try (TraceStore store = SqliteTraceStore.open(file, CLOCK)) {
      for (int i = 0; i < 40; i++) {
        Recording recording = new Recording(i);
        recording.tool(null, "tool", 0, 1, new Random(i).ints(20_000).boxed().toList().toString());
        store.write(Batch.of(recording.records()));
      }
      store.prune(new Retention(null, 39L, null), Recording.START);
      long before = Files.size(file);

      store.prune(new Retention(null, 4L, null), Recording.START);

      assertThat(store.totals(Selection.ALL).traces()).isEqualTo(4);
      assertThat(Files.size(file)).isLessThan(before / 5);
    }
  }

  @Test
  void recordsOfAnySize_comeBackAsTheyWere() {
    try (TraceStore store = create()) {
      for (int size : new int[] {0, 300, 5_000, 3 << 20}) {
        Recording recording = new Recording(size);
        String id = recording.tool(null, "tool", 0, 1, "x".repeat(size / 2) + "é".repeat(size / 4));
        String line = recording.lines().get(0);
        store.write(Batch.of(recording.records()));

        assertThat(store.payload(recording.traceId(), Ids.span(id)).orElseThrow())
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(line);
      }
    }
  }
}
