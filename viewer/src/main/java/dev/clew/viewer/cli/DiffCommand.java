// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.api.CompareJson;
import dev.clew.viewer.compare.AlignedRow;
import dev.clew.viewer.compare.Difference;
import dev.clew.viewer.compare.Growth;
import dev.clew.viewer.compare.SpanTexts;
import dev.clew.viewer.compare.TraceComparison;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clew diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Shows in what two traces differ: outcome, errors, structure, time, tokens, text.")
final class DiffCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "A trace id, a prefix, or latest.")
  String a = "";

  @Parameters(index = "1", paramLabel = "B", description = "The trace to compare it with.")
  String b = "";

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(names = "--tree", description = "Print both trees side by side, too.")
  boolean tree;

  @Option(
      names = "--fail-if",
      paramLabel = "CONDITION",
      description =
          "Exit with code 4 if it holds: outcome, error, structure, model or text (they differ),"
              + " changed (they differ in more than what models said and were told), or how much more B needs than A: 'duration>1.5', 'tokens>1.2', 'cost>1.2', 'spans>1'."
              + " May be repeated.")
  List<String> failIf = new ArrayList<>();

  @Override
  public Integer call() {
    List<Growth> conditions = conditions();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      StoredTrace one = TraceArgument.find(store, a);
      StoredTrace other = TraceArgument.find(store, b);
      TraceComparison comparison = TraceComparison.of(one, other, SpanTexts.of(store, one, other));
      if (output.json) {
        OutputOptions.print(spec.commandLine().getOut(), CompareJson.comparison(comparison));
      } else {
        print(spec.commandLine().getOut(), comparison);
      }
      return judge(conditions, comparison);
    }
  }

  private List<Growth> conditions() {
    try {
      return failIf.stream().map(Growth::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new Failures.CommandFailed(Main.USAGE, "--fail-if: " + e.getMessage());
    }
  }

  private int judge(List<Growth> conditions, TraceComparison comparison) {
    int code = 0;
    for (Growth condition : conditions) {
      if (condition.holds(comparison)) {
        spec.commandLine().getErr().println("clew: " + condition.text(comparison));
        code = Main.CONDITION_HOLDS;
      }
    }
    return code;
  }

  private void print(PrintWriter out, TraceComparison comparison) {
    Terminal terminal = output.terminal();
    if (comparison.differences().isEmpty()) {
      out.println("The traces do not differ in more than small amounts of time.");
    }
    for (Difference difference : comparison.differences()) {
      out.println(
          terminal.dim(String.format("%-10s", difference.kind().wire()))
              + Terminal.safe(difference.text()));
    }
    if (tree) {
      out.println();
      comparison.rows().forEach(row -> out.println(line(terminal, row)));
    }
  }

  private static String line(Terminal terminal, AlignedRow row) {
    String text =
        sign(row.match())
            + " "
            + "  ".repeat(Math.min(20, row.depth()))
            + row.either().type().wire()
            + " "
            + Terminal.safe(row.either().name())
            + (row.textChanged() ? "  text differs" : "");
    return row.match() == AlignedRow.Match.SAME ? terminal.dim(text) : text;
  }

  private static String sign(AlignedRow.Match match) {
    return switch (match) {
      case SAME -> " ";
      case CHANGED -> "~";
      case ONLY_A -> "-";
      case ONLY_B -> "+";
    };
  }
}
