// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.PruneResult;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** {@code clew prune}. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes the oldest traces of the store until it is within the limits.",
      "The agent's own trace files are not touched."
    })
final class PruneCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin RetentionOptions retention = new RetentionOptions();
  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    if (!retention.any()) {
      throw new Failures.CommandFailed(
          Main.USAGE, "specify what to keep: --max-age, --max-traces or --max-size");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TraceStore store = stores.open()) {
      PruneResult result = store.prune(retention.given(), Clock.systemUTC().millis() * 1_000_000);
      if (output.json) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("traces", result.traces()).put("spans", result.spans());
        json.put("bytesBefore", result.bytesBefore()).put("bytesAfter", result.bytesAfter());
        OutputOptions.print(out, json);
      } else {
        out.println(
            String.format(
                Locale.ROOT,
                "Deleted %s with %s; the store went from %.1f to %.1f MB.",
                Format.plural(result.traces(), "trace"),
                Format.plural(result.spans(), "span"),
                result.bytesBefore() / 1e6,
                result.bytesAfter() / 1e6));
      }
      return 0;
    }
  }
}
