// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.ingest.FolderTailer;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clew tail}. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Prints traces as they end, until it is stopped.")
final class TailCommand implements Callable<Integer> {

  private static final long EVERY_MILLIS = 250;
  private static final int TEXT_AT_ONCE = 500;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "Stop after this time; default: run until interrupted.")
  @Nullable Integer seconds;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (TraceStore store = stores.openCurrent(err)) {
      Selection selection = filters.selection(store);
      FolderTailer tailer =
          new FolderTailer(
              stores.home().traces(),
              store,
              new IngestCounters(),
              line -> err.println("clew: " + line),
              Clock.systemUTC());
      long end = seconds == null ? Long.MAX_VALUE : System.nanoTime() + seconds * 1_000_000_000L;
      long revision = store.revision();
      while (System.nanoTime() < end) {
        if (!stores.noRefresh) {
          tailer.poll();
          store.indexText(TEXT_AT_ONCE);
        }
        List<String> changed = store.changedSince(revision, 1000);
        revision = store.revision();
        if (!changed.isEmpty()) {
          print(out, store, selection.among(new HashSet<>(changed)));
        }
        Thread.sleep(EVERY_MILLIS);
      }
      return 0;
    }
  }

  private void print(PrintWriter out, TraceStore store, Selection selection) {
    Terminal terminal = output.terminal();
    List<TraceRow> rows = store.list(TraceQuery.latest(selection, 1000)).rows();
    for (int i = rows.size() - 1; i >= 0; i--) {
      TraceRow row = rows.get(i);
      if (row.isRunning()) {
        continue;
      }
      if (output.json) {
        out.println(TraceJson.row(row));
        continue;
      }
      out.println(
          row.id().substring(0, 8)
              + "  "
              + terminal.status(row.status())
              + "  "
              + terminal.bold(Terminal.safe(row.name()))
              + "  "
              + Terminal.safe(Format.duration(row.durationNanos()))
              + (row.finding() == null ? "" : "  " + Terminal.safe(row.finding().text())));
    }
    out.flush();
  }
}
