// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.analysis.WhyText;
import dev.clew.viewer.api.LoadedTrace;
import dev.clew.viewer.api.SummaryJson;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** {@code clew why}. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = "Explains what happened in a trace and why, in at most 40 lines, by rules.")
final class WhyCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin TraceArgument trace = new TraceArgument();
  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    long now = Clock.systemUTC().millis() * 1_000_000;
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      StoredTrace found = trace.find(store);
      if (output.json) {
        OutputOptions.print(out, SummaryJson.summary(new LoadedTrace(found), now));
        return 0;
      }
      Terminal terminal = output.terminal();
      TraceTree tree = new TraceTree(found.spans());
      boolean first = true;
      for (String line : WhyText.of(found.row(), found.header(), tree, now)) {
        String safe = Terminal.safe(line);
        out.println(first ? terminal.bold(safe) : safe.startsWith("✗") ? terminal.red(safe) : safe);
        first = false;
      }
      return 0;
    }
  }
}
