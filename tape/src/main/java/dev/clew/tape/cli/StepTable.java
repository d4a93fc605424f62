// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.json.Json;
import dev.clew.tape.json.JsonNumber;
import dev.clew.tape.steps.Step;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a tape for people and for programs. */
final class StepTable {
  private final Path file;
  private final TapeReader.Tape tape;
  private final List<Step> steps;

  StepTable(Path file, TapeReader.Tape tape, List<Step> steps) {
    this.file = file;
    this.tape = tape;
    this.steps = steps;
  }

  void print(PrintStream out) {
    out.printf(
        "%s, recorded %s%s on Java %s%s%s%n",
        file,
        tape.header().startedAt(),
        tape.header().clew().isEmpty() ? "" : " with Clew " + tape.header().clew(),
        tape.header().java(),
        tape.header().redacted() ? ", redacted" : "",
        tape.lacks().isEmpty() ? "" : "; " + tape.lacks());
    if (!tape.header().libraries().isEmpty()) {
      out.println(
          "  "
              + tape.header().libraries().entrySet().stream()
                  .map(library -> library.getKey() + " " + library.getValue())
                  .collect(Collectors.joining(", ")));
    }
    tape.header().fork().forEach((name, value) -> out.printf("  fork: %s %s%n", name, value));
    out.println("   #  kind       ms      in     out        cost  call");
    for (Step step : steps) {
      TapeEntry entry = step.entry();
      out.printf(
          Locale.ROOT,
          "%4d  %-4s  %7d  %6s  %6s  %10s  %s%n",
          entry.seq(),
          entry.kind().name().toLowerCase(Locale.ROOT),
          entry.millis(),
          tokens(step.answer().inputTokens()),
          tokens(step.answer().outputTokens()),
          step.cost() == null ? "" : String.format(Locale.ROOT, "$%.6f", step.cost()),
          call(step));
    }
    out.println(Totals.of(steps));
  }

  private static String tokens(long count) {
    return count < 0 ? "" : Long.toString(count);
  }

  private static String call(Step step) {
    TapeEntry entry = step.entry();
    StringBuilder call = new StringBuilder();
    call.append(entry.kind() == Kind.HTTP ? entry.call() : entry.method());
    if (!step.model().isEmpty()) {
      call.append(' ').append(step.model());
    }
    if (!entry.path().isEmpty()) {
      call.append(" in ").append(entry.path());
    }
    if (!step.answer().tools().isEmpty()) {
      call.append(" → ")
          .append(
              step.answer().tools().stream()
                  .map(tool -> tool.name())
                  .collect(Collectors.joining(", ")));
    }
    if (step.failed()) {
      call.append("  FAILED: ").append(step.problem());
    }
    if (entry.closedEarly()) {
      call.append("  closed early");
    }
    return call.toString().replaceAll("\\p{Cntrl}+", " ");
  }

  String json() {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>(Totals.of(steps).json(file));
    whole.put("started_at", tape.header().startedAt());
    whole.put("clew", tape.header().clew());
    whole.put("java", tape.header().java());
    whole.put("libraries", tape.header().libraries());
    whole.put("complete", tape.complete());
    if (!tape.header().fork().isEmpty()) {
      whole.put("fork", tape.header().fork());
    }
    List<Map<String, @Nullable Object>> all = steps.stream().map(StepTable::json).toList();
    whole.put("steps", all);
    return Json.write(whole);
  }

  private static Map<String, @Nullable Object> json(Step step) {
    TapeEntry entry = step.entry();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("seq", entry.seq());
    fields.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
    fields.put("path", entry.path());
    fields.put("call", entry.call());
    fields.put("span", entry.span());
    fields.put("ms", entry.millis());
    if (!step.model().isEmpty()) {
      fields.put("model", step.model());
    }
    if (step.answer().inputTokens() >= 0) {
      fields.put("input_tokens", step.answer().inputTokens());
    }
    if (step.answer().outputTokens() >= 0) {
      fields.put("output_tokens", step.answer().outputTokens());
    }
    if (step.cost() != null) {
      fields.put("cost", new JsonNumber(String.format(Locale.ROOT, "%.9f", step.cost())));
    }
    if (!step.answer().tools().isEmpty()) {
      fields.put("tools", step.answer().tools().stream().map(tool -> tool.name()).toList());
    }
    if (step.failed()) {
      fields.put("error", step.problem());
    }
    return fields;
  }
}
