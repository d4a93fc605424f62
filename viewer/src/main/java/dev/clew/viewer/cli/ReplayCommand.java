// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.LoadedTrace;
import dev.clew.viewer.api.ReplayJson;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clew replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Plays a recorded run: every message, tool call and result in order.")
final class ReplayCommand implements Callable<Integer> {

  private static final int PAGE = 200;
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin TraceArgument trace = new TraceArgument();
  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(names = "--list", description = "List the runs that can be replayed.")
  boolean list;

  @Option(names = "--dry-run", description = "Print the steps without their texts, at once.")
  boolean dryRun;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "0",
      description = "1 replays in real time, 10 ten times as fast; 0, the default, does not wait.")
  double speed;

  @Override
  public Integer call() throws InterruptedException {
    if (speed < 0 || Double.isNaN(speed)) {
      throw new Failures.CommandFailed(Main.USAGE, "--speed must be 0 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      if (list) {
        return list(out, store);
      }
      StoredTrace found = trace.find(store);
      ReplayJson replay = new ReplayJson(store, new LoadedTrace(found));
      if (output.json) {
        OutputOptions.print(out, replay.page(0, replay.total()));
      } else {
        play(out, replay);
      }
      return 0;
    }
  }

  private int list(PrintWriter out, TraceStore store) {
    TraceQuery query = TraceQuery.latest(filters.selection(store), 50);
    TraceStore.TracePage page = store.list(query);
    if (output.json) {
      OutputOptions.print(out, Json.tree(json -> TraceJson.writePage(json, page, query)));
    } else {
      for (TraceRow row : page.rows()) {
        out.println(
            row.id()
                + "  "
                + Terminal.fit(row.name(), 24)
                + "  "
                + Terminal.safe(Format.duration(row.durationNanos())));
      }
    }
    return page.rows().isEmpty() ? Main.NOTHING_FOUND : 0;
  }

  private void play(PrintWriter out, ReplayJson replay) throws InterruptedException {
    Terminal terminal = output.terminal();
    double last = 0;
    for (int after = 0; after < replay.total(); after += PAGE) {
      for (JsonNode step : replay.page(after, PAGE).get("steps")) {
        double at = step.get("offsetMs").asDouble();
        if (speed > 0 && !dryRun) {
          Thread.sleep(Math.min(LONGEST_WAIT_MILLIS, (long) ((at - last) / speed)));
        }
        last = at;
        print(out, terminal, step);
        out.flush();
      }
    }
  }

  private void print(PrintWriter out, Terminal terminal, JsonNode step) {
    String who = Json.text(step, "who");
    String head =
        String.format(
            Locale.ROOT,
            "%4d  %9s  %s%-11s  %s",
            step.get("number").asInt(),
            "+" + Terminal.safe(Format.duration((long) (step.get("offsetMs").asDouble() * 1e6))),
            "  ".repeat(Math.min(10, step.path("depth").asInt())),
            step.get("kind").asText(),
            Terminal.safe(who == null ? "" : who));
    boolean failed = "error".equals(Json.text(step, "status"));
    out.println(failed ? terminal.red(head) : terminal.bold(head));
    String text = Json.text(step, "text");
    if (text != null && !dryRun) {
      text.lines().forEach(line -> out.println("        " + Terminal.safe(line)));
    }
  }
}
