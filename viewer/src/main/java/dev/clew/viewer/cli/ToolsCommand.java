// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.FiguresJson;
import dev.clew.viewer.metrics.ToolRun;
import dev.clew.viewer.metrics.ToolUsage;
import dev.clew.viewer.model.Figures.Size;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.model.Sketch;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clew tools}. */
@Command(
    name = "tools",
    mixinStandardHelpOptions = true,
    description =
        "Shows which tools ran, failed, were slow, were offered and never called, or were invented.")
final class ToolsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOOL",
      description = "A tool, to list its latest runs, one line each.")
  @Nullable String tool;

  @Option(
      names = {"-n", "--limit"},
      defaultValue = "20",
      description = "Maximum number of runs; default: 20.")
  int limit = 20;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      if (tool != null) {
        return runs(
            out,
            ToolRun.latest(
                store, filters.selection(store), tool, Math.max(1, Math.min(limit, 10_000))));
      }
      ToolUsage.Overview overview = ToolUsage.all(store, filters.selection(store));
      if (output.json) {
        OutputOptions.print(out, FiguresJson.tools(overview));
      } else if (overview.tools().isEmpty()) {
        spec.commandLine().getErr().println("clew: no tool in the traces that match");
      } else {
        print(out, overview);
      }
      return overview.tools().isEmpty() ? Main.NOTHING_FOUND : 0;
    }
  }

  private int runs(PrintWriter out, List<ToolRun> runs) {
    if (output.json) {
      OutputOptions.print(out, FiguresJson.runs(runs));
    } else if (runs.isEmpty()) {
      spec.commandLine().getErr().println("clew: that tool did not run in the traces that match");
    } else {
      TextTable table =
          new TextTable("<TRACE", "STARTED (UTC)", "DURATION", "<STATUS", "<ARGUMENTS", "<RESULT");
      for (ToolRun run : runs) {
        table.row(
            run.trace().id().substring(0, 8),
            ErrorsCommand.time(run.span().startNanos()),
            run.span().isOpen()
                ? "–"
                : Format.duration(run.span().endNanos() - run.span().startNanos()),
            run.span().status().wire(),
            run.span().input() == null ? "" : run.span().input(),
            run.span().error() != null
                ? run.span().error().brief()
                : run.span().output() == null ? "" : run.span().output());
      }
      table.print(out, output.terminal());
    }
    return runs.isEmpty() ? Main.NOTHING_FOUND : 0;
  }

  private void print(PrintWriter out, ToolUsage.Overview overview) {
    TextTable table =
        new TextTable(
            "<TOOL", "RUNS", "FAILED", "P50", "P95", "P99", "ARGUMENTS P50", "MAX", "OFFERED", "<");
    for (ToolUsage tool : overview.tools()) {
      long runs = tool.figures().get(Sum.CALLS);
      Sketch time = tool.figures().get(Size.DURATION);
      Sketch arguments = tool.figures().get(Size.ARGUMENTS);
      table.row(
          tool.name(),
          Format.number(runs),
          runs == 0 ? "–" : Format.percent(tool.figures().get(Sum.ERRORS), runs),
          time.isEmpty() ? "–" : Format.duration(time.percentile(0.5)),
          time.isEmpty() ? "–" : Format.duration(time.percentile(0.95)),
          time.isEmpty() ? "–" : Format.duration(time.percentile(0.99)),
          arguments.isEmpty() ? "–" : Format.tokens(arguments.percentile(0.5)),
          arguments.isEmpty() ? "–" : Format.tokens(arguments.percentile(1)),
          tool.offered() == 0 ? "–" : Format.percent(tool.offered(), overview.modelCalls()),
          note(tool));
    }
    table.print(out, output.terminal());
    if (overview.oneIn() > 1) {
      out.println(output.terminal().dim("… estimated from 1 in " + overview.oneIn() + " traces"));
    }
  }

  private static String note(ToolUsage tool) {
    if (tool.invented() > 0) {
      return "invented in " + Format.plural(tool.invented(), "model call");
    }
    return tool.isNeverCalled() ? "offered, never called" : "";
  }
}
