// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.sqlite.SqliteTraceStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that locate the traces. */
final class StoreOptions {

  private static final int TEXT_AT_ONCE = 1000;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Clew's folder; default: clew.home, CLEW_HOME, or ~/.clew.")
  @Nullable Path home;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "The viewer's store; default: viewer/traces.db in Clew's folder.")
  @Nullable Path store;

  @Option(
      names = "--no-refresh",
      description = "Do not read new traces first; answer from the store as it is.")
  boolean noRefresh;

  Home home() {
    return Home.of(home, System.getProperties(), System.getenv());
  }

  /** Opens the store without reading anything. */
  TraceStore open() {
    return SqliteTraceStore.open(
        store == null ? home().database() : store.toAbsolutePath(), Clock.systemUTC());
  }

  /** Opens the store and imports everything traced since. */
  TraceStore openCurrent(PrintWriter err) {
    TraceStore opened = open();
    if (!noRefresh) {
      refresh(opened, err);
    }
    return opened;
  }

  /** Imports everything traced since. */
  void refresh(TraceStore opened, PrintWriter err) {
    ProgressBar progress = new ProgressBar(err, "Reading traces");
    FolderTailer tailer =
        new FolderTailer(
            home().traces(),
            opened,
            new IngestCounters(),
            line -> err.println("clew: " + line),
            Clock.systemUTC());
    tailer.poll(progress::at);
    int waiting = opened.indexText(TEXT_AT_ONCE);
    long all = waiting;
    while (waiting > 0) {
      progress.named("Indexing text").at(all - waiting, all);
      waiting = opened.indexText(TEXT_AT_ONCE);
    }
    progress.done();
  }
}
