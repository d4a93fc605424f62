// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.viewer.Await;
import dev.clew.viewer.Recording;
import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.FollowService;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.Retention;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.sqlite.SqliteTraceStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that is really full: one of 4 MB in memory, which only root may mount. */
final class DiskFullTest {

  private static final int DESK = 134;
  private static final int MORE = 900;

  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
    assumeTrue(mounted, "a small file system cannot be mounted: this takes Linux and root");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", "-l", disk.toString());
    }
  }

  private void makeRoom() throws Exception {
    assertThat(run("mount", "-o", "remount,size=200m", disk.toString())).isTrue();
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Spans that hardly get smaller by packing: 5 MB of them. */
  private static List<String> more() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < MORE; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 6_000; k++) {
        text.append((char) ('0' + random.nextInt(75)));
      }
      Recording recording = new Recording(i + 100);
      recording.tool(null, "big", 0, 1, text.toString());
      lines.addAll(recording.lines());
    }
    return lines;
  }

  private static void assertIntact(Path database) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(rows.getString(1)).isEqualTo("ok");
    }
  }

  private static long spans(TraceStore store) {
    return store.totals(Selection.ALL).spans();
  }

  @Test
  void import_saysWhatIsTheMatter_damagesNothing_andCanBeRepeated() throws Exception {
    Path desk = Files.write(folder.resolve("desk.jsonl"), Recording.travelDesk());
    Path more = Files.write(folder.resolve("more.jsonl"), more());
    Path database = disk.resolve("traces.db");
    StringWriter err = new StringWriter();
    assertThat(importing(err, desk, database)).isZero();

    assertThat(importing(err, more, database)).isEqualTo(Main.FAILED);

    assertThat(err.toString())
        .isEqualTo(
            "clew: the store "
                + database
                + " cannot be written: the disk is full; make room, nothing that was stored is"
                + " damaged\n");
    assertIntact(database);
    try (TraceStore store = SqliteTraceStore.open(database, Clock.systemUTC())) {
      assertThat(spans(store)).isGreaterThanOrEqualTo(DESK).isLessThan(DESK + MORE);
    }

    makeRoom();
    assertThat(importing(err, more, database)).isZero();
    try (TraceStore store = SqliteTraceStore.open(database, Clock.systemUTC())) {
      assertThat(spans(store)).isEqualTo(DESK + MORE);
      assertThat(store.totals(Selection.ALL).traces()).isEqualTo(5 + MORE);
    }
  }

  private static int importing(StringWriter err, Path file, Path database) {
    return Main.run(
        new PrintWriter(new StringWriter()),
        new PrintWriter(err),
        "import",
        "--store",
        database.toString(),
        file.toString());
  }

  @Test
  void follower_tellsItOnce_andGoesOnWhenThereIsRoom() throws Exception {
    Path traces = Files.createDirectory(folder.resolve("traces"));
    Path file = traces.resolve("20261129-77-1795960000000.jsonl");
    Files.write(file, Recording.travelDesk());
    Path database = disk.resolve("traces.db");
    LinkedBlockingQueue<String> log = new LinkedBlockingQueue<>();
    IngestCounters counters = new IngestCounters();
    try (TraceStore store = SqliteTraceStore.open(database, Clock.systemUTC());
        FollowService follow = new FollowService(log::add)) {
      FolderTailer tailer = new FolderTailer(traces, store, counters, log::add, Clock.systemUTC());
      follow.start(tailer, store, new Retention(null, null, null), Clock.systemUTC());
      Await.until("the first traces are read", () -> spans(store) == DESK);

      Files.write(file, more(), StandardOpenOption.APPEND);

      assertThat(log.poll(60, TimeUnit.SECONDS)).contains("the disk is full; make room");
      assertThat(counters.snapshot(0).lastProblem()).contains("the disk is full");
      assertThat(store.list(TraceQuery.latest(Selection.ALL, 9)).rows()).isNotEmpty();

      makeRoom();
      Await.until("everything is read", () -> spans(store) == DESK + MORE);
      Await.until("all text is indexed", () -> store.statistics().textPending() == 0);
    }
    assertThat(log).allMatch(line -> line.contains("disk is full"));
    assertIntact(database);
  }
}
