// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.opensearch.OpenSearchSettings;
import dev.clew.viewer.store.opensearch.OpenSearchTraceStore;
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
      paramLabel = "STORE",
      description =
          "The viewer's store: a file, or opensearch:https://host:9200 for that of a team; default:"
              + " clew.viewer.store, CLEW_VIEWER_STORE, or viewer/traces.db in Clew's folder.")
  @Nullable String store;

  @Option(
      names = "--no-refresh",
      description = "Do not read new traces first; answer from the store as it is.")
  boolean noRefresh;

  Home home() {
    return Home.of(home, System.getProperties(), System.getenv());
  }

  /** The store that was named, or null for the usual one. */
  @Nullable String named() {
    if (store != null) {
      return store;
    }
    String property = System.getProperty("clew.viewer.store");
    String named = property != null ? property : System.getenv("CLEW_VIEWER_STORE");
    return named == null || named.isBlank() ? null : named;
  }

  /** Whether others use the store as well. */
  boolean isShared() {
    String named = named();
    return named != null && named.startsWith(OpenSearchSettings.SCHEME);
  }

  /** Opens the store without reading anything. */
  TraceStore open() {
    String named = named();
    if (named != null && isShared()) {
      return OpenSearchTraceStore.open(
          OpenSearchSettings.of(named, System.getenv()), Clock.systemUTC());
    }
    return SqliteTraceStore.open(
        named == null ? home().database() : Path.of(named).toAbsolutePath(), Clock.systemUTC());
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
