// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.FiguresJson;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.metrics.Session;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.model.TraceRow;
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

/** {@code clew sessions}. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description =
        "Lists conversations, the latest first, or shows what was said in one: traces with the same"
            + " group id.")
final class SessionsCommand implements Callable<Integer> {

  private static final int MOST_RUNS = 1000;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "GROUP", description = "A group id, to show its runs.")
  @Nullable String group;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-n", "--limit"},
      defaultValue = "20",
      description = "Maximum number of conversations; default: 20.")
  int limit = 20;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      String one = group;
      return one == null ? list(out, store) : show(out, store, one);
    }
  }

  private int list(PrintWriter out, TraceStore store) {
    Session.Page page =
        Session.list(store, filters.selection(store), Math.max(1, Math.min(limit, 1000)), null);
    if (output.json) {
      OutputOptions.print(out, FiguresJson.sessions(page));
    } else if (page.sessions().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("clew: no trace that matches belongs to a conversation (has a group id)");
    } else {
      TextTable table =
          new TextTable(
              "<GROUP", "RUNS", "FAILED", "FIRST", "LAST (UTC)", "TOKENS", "COST", "<LAST ANSWER");
      for (Session session : page.sessions()) {
        String answer = session.rows().get(0).output();
        table.row(
            session.group(),
            Format.number(session.figures().get(Sum.TRACES)),
            Format.number(session.figures().get(Sum.ERRORS)),
            ErrorsCommand.time(session.first()),
            ErrorsCommand.time(session.last()),
            Format.tokens(session.figures().tokens().total()),
            Format.cost(session.figures().dollars(Sum.COST)),
            answer == null ? "" : answer);
      }
      table.print(out, output.terminal());
      if (page.cursor() != null) {
        out.println(output.terminal().dim("… and more; see --limit and --filter"));
      }
    }
    return page.sessions().isEmpty() ? Main.NOTHING_FOUND : 0;
  }

  private int show(PrintWriter out, TraceStore store, String one) {
    Session session =
        Session.of(store, one, MOST_RUNS)
            .orElseThrow(
                () ->
                    new Failures.CommandFailed(
                        Main.NOTHING_FOUND, "there is no conversation " + one));
    List<TraceRow> rows = session.rows();
    if (output.json) {
      var json = FiguresJson.session(Json.MAPPER.createObjectNode(), session);
      var traces = json.putArray("traces");
      for (int i = rows.size() - 1; i >= 0; i--) {
        traces.add(TraceJson.row(rows.get(i)));
      }
      OutputOptions.print(out, json);
      return 0;
    }
    Terminal terminal = output.terminal();
    for (int i = rows.size() - 1; i >= 0; i--) {
      TraceRow row = rows.get(i);
      out.println(
          terminal.bold(
              ErrorsCommand.time(row.startNanos())
                  + "  "
                  + row.id().substring(0, 8)
                  + "  "
                  + Terminal.safe(row.name())
                  + "  "
                  + Terminal.safe(Format.duration(row.durationNanos()))
                  + (row.cost() == null ? "" : "  " + Format.cost(row.cost().total()))));
      say(out, "user", row.input());
      say(out, "agent", row.output());
      if (row.finding() != null) {
        out.println(terminal.dim("  " + Terminal.safe(row.finding().text())));
      }
    }
    return 0;
  }

  private static void say(PrintWriter out, String who, @Nullable String text) {
    if (text != null) {
      out.println("  " + who + ": " + Terminal.safe(text));
    }
  }
}
