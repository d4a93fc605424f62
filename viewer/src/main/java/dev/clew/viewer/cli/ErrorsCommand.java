// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.FiguresJson;
import dev.clew.viewer.metrics.ErrorGroup;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clew errors}. */
@Command(
    name = "errors",
    mixinStandardHelpOptions = true,
    description = {
      "Shows errors, the same ones together, and how many traces they ended.",
      "Their traces: -f fingerprint:ID, those that they ended: -f ended:ID."
    })
final class ErrorsCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-n", "--limit"},
      defaultValue = "20",
      description = "Maximum number of errors; default: 20.")
  int limit = 20;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      ErrorGroup.Overview overview =
          ErrorGroup.all(store, filters.selection(store), 0, Math.max(1, Math.min(limit, 10_000)));
      if (output.json) {
        OutputOptions.print(out, FiguresJson.errors(overview, 0));
      } else if (overview.errors().isEmpty()) {
        spec.commandLine().getErr().println("clew: no error in the traces that match");
      } else {
        print(out, overview);
      }
      return overview.errors().isEmpty() ? Main.NOTHING_FOUND : 0;
    }
  }

  private void print(PrintWriter out, ErrorGroup.Overview overview) {
    TextTable table =
        new TextTable(
            "<ID",
            "COUNT",
            "TRACES",
            "ENDED",
            "SHARE",
            "FIRST",
            "LAST (UTC)",
            "<TYPE",
            "<IN",
            "<MESSAGE");
    for (ErrorGroup error : overview.errors()) {
      long with = error.group().figures().get(Sum.TRACES);
      table.row(
          error.id(),
          Format.number(error.group().figures().get(Sum.CALLS)),
          Format.number(with),
          Format.number(overview.ended(error)),
          Format.percent(with, overview.traces()),
          time(error.group().first()),
          time(error.group().last()),
          error.type(),
          error.place(),
          error.message());
    }
    table.print(out, output.terminal());
    if (overview.more()) {
      out.println(output.terminal().dim("… and more; see --limit and --filter"));
    }
  }

  static String time(long nanos) {
    return nanos == 0 ? "–" : TIME.format(Instant.ofEpochSecond(0, nanos));
  }
}
