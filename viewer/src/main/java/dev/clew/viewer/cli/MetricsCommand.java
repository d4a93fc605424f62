// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.FiguresJson;
import dev.clew.viewer.metrics.Condition;
import dev.clew.viewer.metrics.Measurements;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Size;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Quantities;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Groups;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clew metrics}. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description =
        "Shows counts, failures, durations, tokens and cost of traces, agents, models or tools.")
final class MetricsCommand implements Callable<Integer> {

  private static final int LIMIT = 50;

  /** Widths of intervals that fill a day evenly. */
  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1));

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      defaultValue = "all",
      description =
          "agent, model, provider, tool, service, name, status, error, guardrail, finding or user;"
              + " default: all traces together.")
  String by = "all";

  @Option(names = "--time-series", description = "Show the course over time.")
  boolean timeSeries;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description = "Width of the intervals: 1m, 5m, 15m, 1h, 3h, 6h or 24h; default: as fits.")
  @Nullable String every;

  @Option(
      names = "--fail-if",
      paramLabel = "CONDITION",
      description = {
        "Exit with code 4 if it holds, such as: 'error_rate>0.02', 'p95_duration>30s', 'cost>$5'."
            + " May be repeated.",
        "Metrics: traces, failed, error_rate, avg_duration, p50_duration, p95_duration, p99_duration,"
            + " max_duration, tokens, p95_tokens, cost, cost_per_trace, cache_hit_rate, loops,"
            + " tool_error_rate, p95_first_token, volume_change."
      })
  List<String> failIf = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Condition> conditions = conditions();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      Selection selection = filters.selection(store);
      long width = timeSeries ? width(store, selection).toNanos() : 0;
      GroupQuery query = GroupQuery.of(by, selection, LIMIT).every(width);
      Groups groups = store.groups(query);
      if (groups.groups().isEmpty()) {
        spec.commandLine().getErr().println("clew: no trace matches");
        return Main.NOTHING_FOUND;
      }
      if (output.json) {
        OutputOptions.print(out, FiguresJson.groups(groups, query));
      } else if (timeSeries) {
        series(out, groups);
      } else {
        table(out, groups);
      }
      return judge(conditions, store, selection);
    }
  }

  private List<Condition> conditions() {
    try {
      return failIf.stream().map(Condition::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new Failures.CommandFailed(Main.USAGE, "--fail-if: " + e.getMessage());
    }
  }

  private Duration width(TraceStore store, Selection selection) {
    if (every != null) {
      return WIDTHS.stream()
          .filter(width -> width.equals(Quantities.duration(every).orElse(null)))
          .findFirst()
          .orElseThrow(
              () ->
                  new Failures.CommandFailed(
                      Main.USAGE,
                      "--every: \"" + every + "\" is none of 1m, 5m, 15m, 1h, 3h, 6h, 24h"));
    }
    var totals = store.totals(selection);
    long from = selection.from() == null ? totals.oldest() : selection.from();
    long to = selection.to() == null ? totals.newest() : selection.to();
    return WIDTHS.stream()
        .filter(width -> (to - from) / width.toNanos() <= 40)
        .findFirst()
        .orElse(Duration.ofDays(1));
  }

  private void table(PrintWriter out, Groups groups) {
    TextTable table =
        new TextTable(
            "<" + by.toUpperCase(Locale.ROOT),
            "COUNT",
            "OK",
            "MIN",
            "AVG",
            "P50",
            "P90",
            "P99",
            "MAX",
            "IN",
            "OUT",
            "CACHED",
            "COST",
            "SAVED");
    for (Groups.Group group : groups.groups()) {
      List<String> cells = new ArrayList<>();
      cells.add(group.value().isEmpty() ? "traces" : group.value());
      figures(cells, group.figures());
      table.row(cells.toArray(String[]::new));
    }
    table.print(out, output.terminal());
    notes(out, groups);
  }

  private void notes(PrintWriter out, Groups groups) {
    if (groups.oneIn() > 1) {
      out.println(output.terminal().dim("… estimated from 1 in " + groups.oneIn() + " traces"));
    }
    if (groups.more()) {
      out.println(output.terminal().dim("… and more; see --filter"));
    }
  }

  private static void figures(List<String> cells, Figures figures) {
    long calls = figures.get(Sum.CALLS);
    cells.add(Format.number(calls));
    cells.add(calls == 0 ? "–" : Format.percent(calls - figures.get(Sum.ERRORS), calls));
    var durations = figures.get(Size.DURATION);
    if (durations.isEmpty()) {
      cells.addAll(List.of("–", "–", "–", "–", "–", "–"));
    } else {
      cells.add(Format.duration(durations.percentile(0)));
      cells.add(Format.duration(figures.get(Sum.DURATION) / Math.max(1, calls)));
      for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
        cells.add(Format.duration(durations.percentile(share)));
      }
    }
    if (figures.get(Sum.MEASURED_CALLS) == 0) {
      cells.addAll(List.of("–", "–", "–", "–", "–"));
      return;
    }
    cells.add(Format.tokens(figures.tokens().input()));
    cells.add(Format.tokens(figures.tokens().output()));
    cells.add(Format.percent(figures.tokens().cachedInput(), figures.tokens().input()));
    cells.add(Format.cost(figures.dollars(Sum.COST)) + (figures.get(Sum.UNPRICED) > 0 ? "+" : ""));
    double full = figures.dollars(Sum.COST) + figures.dollars(Sum.SAVED);
    cells.add(Format.percent(figures.dollars(Sum.SAVED), full));
  }

  private void series(PrintWriter out, Groups groups) {
    TextTable table =
        new TextTable(
            "<STARTED (UTC)",
            "<" + (by.equals(Facet.ALL) ? "" : by.toUpperCase(Locale.ROOT)),
            "COUNT",
            "FAILED",
            "P50",
            "P95",
            "P99",
            "IN",
            "OUT",
            "COST");
    for (Groups.Group group : groups.groups()) {
      group
          .series()
          .forEach(
              (start, figures) -> {
                var durations = figures.get(Size.DURATION);
                table.row(
                    Instant.ofEpochSecond(0, start).toString(),
                    group.value(),
                    Format.number(figures.get(Sum.CALLS)),
                    Format.number(figures.get(Sum.ERRORS)),
                    Format.duration(durations.percentile(0.5)),
                    Format.duration(durations.percentile(0.95)),
                    Format.duration(durations.percentile(0.99)),
                    Format.tokens(figures.tokens().input()),
                    Format.tokens(figures.tokens().output()),
                    Format.cost(figures.dollars(Sum.COST)));
              });
    }
    table.print(out, output.terminal());
    notes(out, groups);
  }

  private int judge(List<Condition> conditions, TraceStore store, Selection selection) {
    PrintWriter err = spec.commandLine().getErr();
    Measurements measured =
        new Measurements(store, selection, Quantities.nanos(Clock.systemUTC().instant()));
    int code = 0;
    for (Condition condition : conditions) {
      OptionalDouble value = condition.metric().of(measured);
      if (value.isEmpty()) {
        err.println("clew: --fail-if: nothing to measure for " + condition.metric().wire());
      } else if (condition.holds(value.getAsDouble())) {
        err.println("clew: " + Terminal.safe(condition.text(value.getAsDouble())));
        code = Main.CONDITION_HOLDS;
      }
    }
    return code;
  }
}
