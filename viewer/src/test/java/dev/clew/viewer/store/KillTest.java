// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.sqlite.SqliteTraceStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM that imports is killed at random; what follows is as if it never had been. */
final class KillTest {

  private static final int TRACES = 1500;
  private static final int FILES = 50;
  private static final int KILLS = 10;

  @TempDir Path home;

  /** What the killed JVM runs: follows a folder until there is nothing more. */
  public static final class ImportingJvm {

    private ImportingJvm() {}

    public static void main(String[] args) throws IOException {
      try (TraceStore store = SqliteTraceStore.open(Path.of(args[1]), Clock.systemUTC())) {
        System.out.println("importing");
        tailer(Path.of(args[0]), store).poll((done, total) -> System.out.println("written"));
        store.indexText(Integer.MAX_VALUE);
        System.out.println("done");
        System.in.read();
      }
    }
  }

  private static FolderTailer tailer(Path folder, TraceStore store) {
    return new FolderTailer(
        folder, store, new IngestCounters(), System.err::println, Clock.systemUTC());
  }

  @Test
  void importThatIsKilledTenTimes_neitherLosesNorDoubles() throws Exception {
    Path folder = Files.createDirectories(home.resolve("traces"));
    write(folder);
    Path database = home.resolve("viewer/traces.db");
    Random random = new Random(42);
    int inTheMiddle = 0;

    for (int kill = 0; kill < KILLS; kill++) {
      Process jvm = start(folder, database);
      BufferedReader said = jvm.inputReader();
      assertThat(said.readLine()).isEqualTo("importing");
      for (int written = random.nextInt(7); written > 0; written--) {
        if ("done".equals(said.readLine())) {
          break;
        }
      }
      // Somewhere within the next transaction.
      jvm.waitFor(random.nextInt(20), TimeUnit.MILLISECONDS);
      jvm.destroyForcibly().waitFor();
      try (TraceStore store = SqliteTraceStore.open(database, Clock.systemUTC())) {
        int read = store.positions().size();
        inTheMiddle += read > 0 && read < FILES ? 1 : 0;
      }
    }

    assertThat(inTheMiddle).as("kills in the middle of the import").isGreaterThan(KILLS / 2);
    try (TraceStore store = SqliteTraceStore.open(database, Clock.systemUTC())) {
      tailer(folder, store).poll();
      store.indexText(Integer.MAX_VALUE);
      Totals totals = store.totals(Selection.ALL);
      assertThat(totals.traces()).isEqualTo(TRACES);
      assertThat(totals.spans()).isEqualTo(TRACES * 3L);
      assertThat(totals.tokens().input()).isEqualTo(TRACES * 10L);
      assertThat(store.values("tool", "", Selection.ALL, 5))
          .containsExactly(new TraceStore.ValueCount("payOut", TRACES));
      assertThat(store.groups(GroupQuery.of(Facet.ALL, Selection.ALL, 1)).groups().get(0).figures())
          .extracting(figures -> figures.get(Figures.Sum.TRACES))
          .isEqualTo((long) TRACES);
      assertThat(store.statistics().textPending()).isZero();
    }
  }

  /** The root of each trace is in one file, what is below it in the next. */
  private static void write(Path folder) throws IOException {
    List<List<String>> files = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      files.add(new ArrayList<>());
    }
    for (int i = 0; i < TRACES; i++) {
      Recording recording = new Recording(i, Recording.START + i * 1_000_000_000L);
      String root = recording.agent(null, "desk", 0, 100);
      recording.generation(root, "gpt-4o", 1, 50, r -> Recording.usage(r, 10, 5, 0.5));
      recording.tool(root, "payOut", 51, 60, "{\"n\":" + i + "}");
      recording.trace("desk", "g", metadata -> {});
      List<String> lines = recording.lines();
      files.get(i % FILES).add(lines.get(0));
      files.get((i + 1) % FILES).addAll(lines.subList(1, lines.size()));
    }
    for (int file = 0; file < FILES; file++) {
      Files.write(folder.resolve("20261129-" + (100 + file) + "-1.jsonl"), files.get(file));
    }
  }

  private static Process start(Path folder, Path database) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ImportingJvm.class.getName(),
            folder.toString(),
            database.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
