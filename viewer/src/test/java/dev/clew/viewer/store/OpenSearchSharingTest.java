// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import dev.clew.viewer.store.opensearch.OpenSearchSettings;
import dev.clew.viewer.store.opensearch.OpenSearchTraceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several viewers with one cluster, and a cluster that fails. */
final class OpenSearchSharingTest {

  private static final int FILES = 20;
  private static final int TRACES = 600;

  @TempDir Path folder;

  private final OpenSearchNode node = OpenSearchNode.running();
  private final String prefix = OpenSearchNode.newPrefix();

  @AfterEach
  void delete() {
    node.delete(prefix);
  }

  private TraceStore open(String host) {
    return OpenSearchTraceStore.open(
        OpenSearchSettings.of(node.store(prefix), Map.of("HOSTNAME", host)),
        TraceStoreFixture.CLOCK);
  }

  private static List<TraceRow> rows(TraceStore store) {
    return store.list(TraceQuery.latest(Selection.ALL, 100)).rows().stream()
        .map(row -> row.at(0))
        .toList();
  }

  @Test
  void viewersThatWriteTheSameTracesAtOnce_agree() throws Exception {
    List<TraceRecord> records = Recording.read(Recording.travelDesk(), Source.IMPORT);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (MemoryTraceStore expected = new MemoryTraceStore(TraceStoreFixture.CLOCK);
        TraceStore reader = open("reader")) {
      expected.write(Batch.of(records));
      long before = reader.revision();
      reader.changedSince(before, 100);
      List<Future<?>> writers = new ArrayList<>();
      for (int viewer = 0; viewer < 3; viewer++) {
        int seed = viewer;
        writers.add(threads.submit(() -> writeInPieces("viewer" + seed, records, seed)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }

      assertThat(reader.changedSince(before, 100)).hasSize(5);
      assertThat(rows(reader)).isEqualTo(rows(expected)).hasSize(5);
      assertThat(reader.totals(Selection.ALL).spans()).isEqualTo(134);
    } finally {
      threads.shutdownNow();
    }
  }

  private void writeInPieces(String host, List<TraceRecord> records, int seed) {
    List<TraceRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(seed));
    try (TraceStore store = open(host)) {
      for (int from = 0; from < shuffled.size(); from += 40) {
        store.write(Batch.of(shuffled.subList(from, Math.min(shuffled.size(), from + 40))));
      }
    }
  }

  @Test
  void traceThatIsDeletedByOne_andWrittenAgainByAnother_isWhole() {
    Recording recording = new Recording(1);
    recording.tool(null, "payOut", 0, 5, "{\"words\":\"unmistakable\"}");
    try (TraceStore one = open("one");
        TraceStore other = open("other")) {
      one.write(Batch.of(recording.records()));
      other.deleteTrace(recording.traceId());
      WriteResult again = one.write(Batch.of(recording.records()));

      assertThat(again.newSpans()).isEqualTo(1);
      assertThat(one.count(TraceStoreFixture.selection("unmistakable"))).isEqualTo(1);
      assertThat(other.payload(recording.traceId(), recording.spans().get(0).id())).isPresent();
    }
  }

  @Test
  void changeThatAppearsUnderAnEarlierNumber_isToldAllTheSame() {
    Recording first = new Recording(1);
    first.agent(null, "first", 0, 10);
    Recording second = new Recording(2);
    second.agent(null, "second", 0, 10);
    try (TraceStore one = open("one");
        TraceStore other = open("other");
        TraceStore reader = open("reader")) {
      reader.changedSince(reader.revision(), 10);
      one.write(Batch.of(first.records()));
      Set<String> told = new HashSet<>(reader.changedSince(0, 10));
      other.write(Batch.of(second.records()));
      long later = reader.revision() + 5;
      told.addAll(reader.changedSince(later, 10));

      assertThat(told).containsExactlyInAnyOrder(first.traceId(), second.traceId());
      assertThat(reader.changedSince(later, 10)).isEmpty();
    }
  }

  @Test
  void positionsAndProcesses_belongToTheirMachine() {
    Recording running = new Recording(1);
    running.agent(null, "planner", 0, -1);
    try (TraceStore here = open("here");
        TraceStore there = open("there")) {
      here.write(new Batch(running.records(), new SourcePosition("/traces/a.jsonl", 7, "f")));

      assertThat(there.positions()).isEmpty();
      assertThat(there.jvmsWithOpenSpans()).isEmpty();
      there.forgetPositions(List.of("/traces/a.jsonl"));
      assertThat(here.positions()).hasSize(1);
      assertThat(here.jvmsWithOpenSpans()).hasSize(1);
    }
  }

  @Test
  void nodeThatIsKilledInTheMiddleOfWriting_neitherLosesNorDoubles() throws Exception {
    writeFiles();
    CountDownLatch started = new CountDownLatch(3);
    Thread follower = new Thread(() -> follow(started), "follower");
    follower.start();
    started.await();

    node.kill();
    node.start();
    follower.join();

    try (TraceStore store = open("after")) {
      Totals totals = store.totals(Selection.ALL);
      assertThat(totals.traces()).isEqualTo(TRACES);
      assertThat(totals.spans()).isEqualTo(TRACES * 3L);
      assertThat(totals.tokens().input()).isEqualTo(TRACES * 10L);
      assertThat(store.values("tool", "", Selection.ALL, 5))
          .containsExactly(new TraceStore.ValueCount("payOut", TRACES));
      assertThat(store.groups(GroupQuery.of(Facet.ALL, Selection.ALL, 1)).groups().get(0).figures())
          .extracting(figures -> figures.get(Figures.Sum.TRACES))
          .isEqualTo((long) TRACES);
      assertThat(store.count(TraceStoreFixture.selection("numbered"))).isEqualTo(TRACES);
    }
  }

  /** As a viewer does: again and again, whatever happens. */
  private void follow(CountDownLatch started) {
    OpenSearchSettings settings =
        OpenSearchSettings.of(node.store(prefix), Map.of("HOSTNAME", "here"))
            .within(Duration.ofSeconds(2));
    try (TraceStore store = OpenSearchTraceStore.open(settings, Clock.systemUTC())) {
      FolderTailer tailer =
          new FolderTailer(folder, store, new IngestCounters(), line -> {}, Clock.systemUTC());
      boolean done = false;
      while (!done) {
        try {
          tailer.poll((read, total) -> started.countDown());
          done = store.positions().size() == FILES;
        } catch (StoreException e) {
          // The next poll tries again.
          done = false;
        }
      }
    } finally {
      while (started.getCount() > 0) {
        started.countDown();
      }
    }
  }

  /** The root of each trace is in one file, what is below it in the next. */
  private void writeFiles() throws IOException {
    List<List<String>> files = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      files.add(new ArrayList<>());
    }
    for (int i = 0; i < TRACES; i++) {
      Recording recording = new Recording(i, Recording.START + i * 1_000_000_000L);
      String root = recording.agent(null, "desk", 0, 100);
      recording.generation(root, "gpt-4o", 1, 50, r -> Recording.usage(r, 10, 5, 0.5));
      recording.tool(root, "payOut", 51, 60, "{\"numbered\":" + i + "}");
      List<String> lines = recording.lines();
      files.get(i % FILES).add(lines.get(0));
      files.get((i + 1) % FILES).addAll(lines.subList(1, lines.size()));
    }
    for (int file = 0; file < FILES; file++) {
      Files.write(folder.resolve("20261129-" + (100 + file) + "-1.jsonl"), files.get(file));
    }
  }
}
