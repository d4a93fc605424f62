// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.alerts.AlertBook;
import dev.clew.viewer.alerts.AlertRule;
import dev.clew.viewer.alerts.AlertService;
import dev.clew.viewer.alerts.AlertState;
import dev.clew.viewer.api.AlertJson;
import dev.clew.viewer.metrics.Condition;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clew alerts}. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = {
      "Lists alerts and how they stand; adds one with NAME and CONDITION, deletes one with --delete.",
      "They are evaluated by clew serve, and once by --check."
    })
final class AlertsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "An alert.")
  @Nullable String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CONDITION",
      description = "When it fires, such as error_rate>0.02; see clew metrics --help for metrics.")
  @Nullable String condition;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-f", "--filter"},
      defaultValue = "",
      description = "The traces that count; default: all.")
  String filter = "";

  @Option(
      names = "--over",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "The latest span of time that is looked at; default: 5m.")
  String over = "5m";

  @Option(
      names = "--min-traces",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "With fewer traces it does not fire; default: 1.")
  int minTraces = 1;

  @Option(names = "--webhook", paramLabel = "URL", description = "An address that gets a POST.")
  @Nullable String webhook;

  @Option(names = "--delete", description = "Delete the alert.")
  boolean delete;

  @Option(
      names = "--check",
      description = "Evaluate all alerts now; exit with code 4 if one fires. Tells no webhook.")
  boolean check;

  @Override
  public Integer call() {
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      AlertBook book = new AlertBook(store);
      if (name != null) {
        change(book, name);
        return 0;
      }
      if (check) {
        try (AlertService service =
            new AlertService(store, Clock.systemUTC(), spec.commandLine().getErr()::println)) {
          service.evaluate();
        }
      }
      return list(book);
    }
  }

  private void change(AlertBook book, String rule) {
    if (delete) {
      if (!book.delete(rule)) {
        throw new Failures.CommandFailed(Main.NOTHING_FOUND, "there is no alert named " + rule);
      }
      return;
    }
    if (condition == null) {
      throw new Failures.CommandFailed(
          Main.USAGE, "give a condition, such as: clew alerts " + rule + " 'error_rate>0.02'");
    }
    try {
      book.save(new AlertRule(rule, condition, over, filter, minTraces, webhook, true));
    } catch (IllegalArgumentException e) {
      throw new Failures.CommandFailed(Main.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private int list(AlertBook book) {
    PrintWriter out = spec.commandLine().getOut();
    boolean firing =
        book.rules().stream()
            .anyMatch(rule -> book.state(rule.name()).standing() == AlertState.Standing.FIRING);
    if (output.json) {
      OutputOptions.print(out, AlertJson.all(book));
    } else if (book.rules().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("clew: no alerts; add one: clew alerts failing 'error_rate>0.02'");
    } else {
      TextTable table =
          new TextTable("<ALERT", "<STATE", "VALUE", "<CONDITION", "OVER", "<FILTER", "<WEBHOOK");
      for (AlertRule rule : book.rules()) {
        AlertState state = book.state(rule.name());
        String masked = rule.maskedWebhook();
        table.row(
            rule.name(),
            rule.enabled()
                ? state.standing().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : "off",
            state.value() == null
                ? "–"
                : Condition.text(rule.parsedCondition().metric(), state.value()),
            rule.condition(),
            rule.over(),
            rule.filter(),
            masked == null ? "" : masked);
      }
      table.print(out, output.terminal());
    }
    return check && firing ? Main.CONDITION_HOLDS : 0;
  }
}
