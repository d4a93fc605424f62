// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.steps.Change.Verdict;
import dev.clew.tape.steps.Step;
import dev.clew.tape.steps.TapeComparison;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code clew tape show}, {@code clew tape diff} and {@code clew tape redact}. */
final class TapeCommands {
  private static final double TOLERANCE = 0.25;

  private final PrintStream out;
  private final PrintStream err;
  private final FilterSource filters;

  TapeCommands(PrintStream out, PrintStream err, FilterSource filters) {
    this.out = out;
    this.err = err;
    this.filters = filters;
  }

  int show(List<String> arguments) throws UsageException, TapeException {
    Arguments parsed = Arguments.parse(arguments, Set.of(), Set.of("--json"));
    Path file = parsed.files("the tape").get(0);
    TapeReader.Tape tape = TapeReader.read(file);
    StepTable table = new StepTable(file, tape, Step.of(tape));
    if (parsed.has("--json")) {
      out.println(table.json());
    } else {
      table.print(out);
    }
    return TapeMain.DONE;
  }

  int diff(List<String> arguments) throws UsageException, TapeException {
    Arguments parsed =
        Arguments.parse(arguments, Set.of("--fail-on", "--tolerance"), Set.of("--json"));
    List<Path> files = parsed.files("the first tape", "the second tape");
    double tolerance = parsed.number("--tolerance", TOLERANCE, 0);
    String asked = parsed.find("--fail-on");
    Verdict limit =
        switch (asked == null ? "changed" : asked) {
          case "changed" -> Verdict.CHANGED;
          case "reworded" -> Verdict.REWORDED;
          default ->
              throw new UsageException("--fail-on is changed or reworded, not '" + asked + "'");
        };
    List<Step> a = Step.of(TapeReader.read(files.get(0)));
    List<Step> b = Step.of(TapeReader.read(files.get(1)));
    TapeComparison comparison = TapeComparison.of(a, b, tolerance);
    ComparisonText text = new ComparisonText(comparison, files.get(0), files.get(1));
    if (parsed.has("--json")) {
      out.println(text.json());
    } else {
      text.print(out);
    }
    return comparison.verdict().compareTo(limit) >= 0 ? TapeMain.DIFFERS : TapeMain.DONE;
  }

  int redact(List<String> arguments) throws UsageException, TapeException {
    Arguments parsed = Arguments.parse(arguments, Set.of(), Set.of());
    List<Path> files = parsed.files("the tape", "the new tape");
    Path in = files.get(0);
    Path to = files.get(1);
    TapeReader.Tape tape = TapeReader.read(in);
    if (Files.exists(to)
        && in.toAbsolutePath().normalize().equals(to.toAbsolutePath().normalize())) {
      throw new UsageException("the new tape has to be another file");
    }
    RedactedCopy copy = new RedactedCopy(filters.filter(err::println));
    int marks = copy.write(tape, to);
    err.println(
        "clew: %s has %d calls, with %s replaced"
            .formatted(to, tape.entries().size(), marks == 1 ? "1 text" : marks + " texts"));
    return TapeMain.DONE;
  }
}
