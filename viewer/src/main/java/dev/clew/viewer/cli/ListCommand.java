// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.TraceQuery;
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

/** {@code clew list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists traces, one line each, the latest first.")
final class ListCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-n", "--limit"},
      defaultValue = "20",
      description = "Maximum number of traces; default: 20.")
  int limit = 20;

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      defaultValue = "-start",
      description =
          "start, duration, tokens, cost, name, errors or spans; a leading - sorts in descending order.")
  String sort = "-start";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      boolean descending = sort.startsWith("-");
      String field = descending ? sort.substring(1) : sort;
      TraceQuery query =
          new TraceQuery(
              filters.selection(store),
              TraceQuery.Sort.of(field)
                  .orElseThrow(
                      () ->
                          new Failures.CommandFailed(
                              Main.USAGE, "--sort: cannot sort by " + field)),
              descending,
              Math.max(1, Math.min(limit, 10_000)),
              null);
      TraceStore.TracePage page = store.list(query);
      if (output.json) {
        OutputOptions.print(out, Json.tree(json -> TraceJson.writePage(json, page, query)));
      } else {
        print(out, page);
      }
      return page.rows().isEmpty() ? Main.NOTHING_FOUND : 0;
    }
  }

  private void print(PrintWriter out, TraceStore.TracePage page) {
    Terminal terminal = output.terminal();
    if (page.rows().isEmpty()) {
      spec.commandLine().getErr().println("clew: no trace matches");
      return;
    }
    out.println(
        terminal.dim(
            String.format(
                "%-8s  %-14s  %-5s  %-20s  %10s  %15s  %9s  %s",
                "TRACE",
                "STARTED (UTC)",
                "",
                "NAME",
                "DURATION",
                "TOKENS",
                "COST",
                "WHAT HAPPENED")));
    for (TraceRow row : page.rows()) {
      out.println(line(terminal, row));
    }
    if (page.more()) {
      out.println(terminal.dim("… and more; see --limit and --filter"));
    }
  }

  private static String line(Terminal terminal, TraceRow row) {
    String status = terminal.status(row.status());
    int invisible = status.length() - plain(status);
    String tokens =
        row.tokens() == null
            ? "–"
            : Format.tokens(row.tokens().input()) + " → " + Format.tokens(row.tokens().output());
    String cost =
        row.cost() == null
            ? "–"
            : Format.cost(row.cost().total()) + (row.cost().unpriced() > 0 ? "+" : "");
    String what =
        row.finding() != null
            ? row.finding().text()
            : row.input() == null ? "" : "\"" + row.input() + "\"";
    return String.format(
        "%-8s  %-14s  %-" + (5 + invisible) + "s  %s  %10s  %15s  %9s  %s",
        row.id().substring(0, 8),
        TIME.format(Instant.ofEpochMilli(row.startNanos() / 1_000_000)),
        status,
        terminal.bold(Terminal.fit(row.name(), 20)),
        Terminal.safe(Format.duration(row.durationNanos())),
        tokens,
        cost,
        Terminal.fit(what, 60).stripTrailing());
  }

  private static int plain(String painted) {
    return painted.replaceAll("\u001b\\[[0-9;]*m", "").length();
  }
}
