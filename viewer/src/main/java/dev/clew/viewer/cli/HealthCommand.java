// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.api.StatsJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.metrics.HealthNote;
import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.store.StoreStatistics;
import dev.clew.viewer.store.TraceStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** {@code clew health}. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description =
        "Shows whether anything was lost, hidden or has no price, which JVMs write and what they use.")
final class HealthCommand implements Callable<Integer> {

  private static final long SILENT_MILLIS = 30_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  CommandLine.Model.CommandSpec spec;

  @Mixin StoreOptions stores = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    long now = Clock.systemUTC().millis();
    try (TraceStore store = stores.openCurrent(spec.commandLine().getErr())) {
      StoreStatistics statistics = store.statistics();
      List<JvmSample.Jvm> jvms = store.jvms();
      List<HealthNote> notes = HealthNote.of(statistics, jvms);
      if (output.json) {
        var json = Json.MAPPER.createObjectNode();
        json.set("notes", StatsJson.notes(notes));
        json.put("store", statistics.path()).put("bytes", statistics.bytes());
        json.put("traces", statistics.traces()).put("spans", statistics.spans());
        var list = json.putArray("jvms");
        jvms.forEach(jvm -> list.add(StatsJson.jvm(jvm, now)));
        OutputOptions.print(out, json);
        return 0;
      }
      print(out, statistics, jvms, notes, now);
      return 0;
    }
  }

  private void print(
      PrintWriter out,
      StoreStatistics statistics,
      List<JvmSample.Jvm> jvms,
      List<HealthNote> notes,
      long now) {
    Terminal terminal = output.terminal();
    if (notes.stream().noneMatch(HealthNote::isWarning)) {
      out.println("Nothing was lost, and every model has a price.");
    }
    for (HealthNote note : notes) {
      String text = Terminal.safe(note.text());
      out.println(note.isWarning() ? terminal.red("! " + text) : "  " + text);
    }
    out.println();
    out.println(
        "Store: "
            + Terminal.safe(statistics.path())
            + ", "
            + Format.plural(statistics.traces(), "trace")
            + ", "
            + Format.plural(statistics.spans(), "span")
            + ", "
            + Format.number(statistics.bytes() / 1_000_000)
            + " MB, schema "
            + statistics.schemaVersion());
    if (jvms.isEmpty()) {
      out.println("No JVM has written figures yet.");
      return;
    }
    TextTable table =
        new TextTable(
            "<SERVICE", "<JVM", "<STATE", "CPU", "HEAP", "THREADS", "SPANS", "QUEUED", "DROPPED");
    for (JvmSample.Jvm jvm : jvms) {
      Map<String, Double> figures = jvm.sample() == null ? Map.of() : jvm.sample().figures();
      table.row(
          jvm.service() == null ? "–" : jvm.service(),
          jvm.id(),
          now - jvm.lastSeenMillis() < SILENT_MILLIS ? "writes" : "silent",
          percent(figures.get("cpu")),
          megabytes(figures.get("heap_used")),
          number(figures.get("threads")),
          number(figures.get("spans")),
          number(figures.get("queued")),
          number(figures.get("dropped_spans")));
    }
    table.print(out, terminal);
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "–" : Format.percent(share, 1);
  }

  private static String megabytes(@Nullable Double bytes) {
    return bytes == null ? "–" : Format.number((long) (bytes / 1_000_000)) + " MB";
  }

  private static String number(@Nullable Double value) {
    return value == null ? "–" : Format.number(value.longValue());
  }
}
