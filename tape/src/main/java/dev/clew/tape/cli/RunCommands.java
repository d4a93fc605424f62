// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import dev.clew.tape.ToolModes;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.json.Json;
import dev.clew.tape.json.JsonNumber;
import dev.clew.tape.steps.Step;
import dev.clew.tape.steps.TapeComparison;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code clew record}, {@code clew replay} and {@code clew fork}: they run a program. */
final class RunCommands {
  private static final double TOLERANCE = 0.25;

  private final PrintStream err;
  private final Path agentJar;

  RunCommands(PrintStream err, Path agentJar) {
    this.err = err;
    this.agentJar = agentJar;
  }

  int record(List<String> arguments) throws UsageException, IOException {
    Arguments parsed = Arguments.parse(arguments, Set.of("--tape"), Set.of());
    Path tape = tape(parsed, 0);
    Map<String, String> settings = Map.of("clew.record", tape.toAbsolutePath().toString());
    return new Program(parsed.command(), agentJar, settings).run();
  }

  int replay(List<String> arguments) throws UsageException, IOException {
    Arguments parsed =
        Arguments.parse(
            arguments, Set.of("--tape", "--on-miss", "--tools", "--speed", "--report"), Set.of());
    Path tape = tape(parsed, 0);
    String miss = parsed.find("--on-miss");
    if (miss != null && !miss.equals("live") && !miss.equals("fail")) {
      throw new UsageException("--on-miss is live or fail, not '" + miss + "'");
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("clew.replay", tape.toAbsolutePath().toString());
    settings.put("clew.replay.miss", miss == null ? "fail" : miss);
    settings.put("clew.replay.until", "0");
    settings.put("clew.replay.speed", Double.toString(parsed.number("--speed", 0, 0)));
    settings.put("clew.replay.tools", tools(parsed));
    TapeReader.read(tape);
    String asked = parsed.find("--report");
    Path report =
        asked == null
            ? Files.createTempFile("clew-replay-", ".json")
            : Arguments.path(asked).toAbsolutePath();
    try {
      settings.put("clew.replay.report", report.toString());
      Program program = new Program(parsed.command(), agentJar, settings);
      Files.deleteIfExists(report);
      int code = program.run();
      return code != 0 ? code : judge(report, "live".equals(miss));
    } finally {
      if (asked == null) {
        Files.deleteIfExists(report);
      }
    }
  }

  private static String tools(Arguments parsed) throws UsageException {
    List<String> rules = new ArrayList<>();
    parsed.all("--tools").forEach(each -> rules.addAll(Arrays.asList(each.split(","))));
    try {
      ToolModes.of(rules);
    } catch (IllegalArgumentException invalid) {
      throw new UsageException("--tools " + invalid.getMessage());
    }
    return rules.isEmpty() ? "recorded" : String.join(",", rules);
  }

  /** The program ended well; what the tape says of it counts, too. */
  private int judge(Path report, boolean mayGoLive) throws IOException {
    if (!Files.isRegularFile(report)) {
      err.println("clew: the program left no report, so it may not have been a replay");
      return TapeMain.FAILED;
    }
    Object read = Json.readContainer(Files.readString(report));
    Map<?, ?> fields = read instanceof Map<?, ?> map ? map : Map.of();
    boolean complete = !(fields.get("unplayed") instanceof List<?> left) || left.isEmpty();
    boolean holds =
        number(fields, "misses") == 0
            && number(fields, "changed_tools") == 0
            && (complete || mayGoLive);
    return holds ? TapeMain.DONE : TapeMain.DIFFERS;
  }

  private static long number(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof JsonNumber number ? Long.parseLong(number.text()) : 0;
  }

  int fork(List<String> arguments) throws UsageException, IOException {
    Arguments parsed =
        Arguments.parse(arguments, Set.of("--at", "--set", "--model", "--tape"), Set.of());
    Path from = parsed.files("the tape").get(0);
    long at = at(parsed);
    String asked = parsed.find("--tape");
    Path to = asked == null ? beside(from, at) : Arguments.path(asked);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("clew.replay", from.toAbsolutePath().toString());
    settings.put("clew.replay.until", Long.toString(at));
    settings.put("clew.record", to.toAbsolutePath().toString());
    changes(parsed, settings);
    Program program = new Program(parsed.command(), agentJar, settings);
    TapeReader.Tape before = TapeReader.read(from);
    long last =
        before.entries().isEmpty() ? 0 : before.entries().get(before.entries().size() - 1).seq();
    if (at > last) {
      throw new UsageException(
          "--at %d is not a step of %s, which has 1 to %d".formatted(at, from, last));
    }
    int code = program.run();
    return compare(before, from, to, code);
  }

  private static long at(Arguments parsed) throws UsageException {
    String text = parsed.find("--at");
    if (text == null) {
      throw new UsageException("--at is missing: the step from which on calls are made for real");
    }
    try {
      long at = Long.parseLong(text);
      if (at > 0) {
        return at;
      }
    } catch (NumberFormatException notANumber) {
      // Below.
    }
    throw new UsageException("--at is not the number of a step: '" + text + "'");
  }

  private static void changes(Arguments parsed, Map<String, String> settings)
      throws UsageException {
    String model = parsed.find("--model");
    if (model != null) {
      settings.put("clew.fork.model", model);
    }
    for (String set : parsed.all("--set")) {
      int equals = set.indexOf('=');
      String name = equals < 0 ? set : set.substring(0, equals);
      String value = set.substring(equals + 1);
      if (name.equals("model") && equals > 0) {
        settings.put("clew.fork.model", value);
      } else if (name.equals("system") && equals > 0) {
        settings.put("clew.fork.system", value.startsWith("@") ? "@" + prompt(value) : value);
      } else {
        throw new UsageException(
            "--set is system=TEXT, system=@FILE or model=NAME, not '" + set + "'");
      }
    }
  }

  private static Path prompt(String value) throws UsageException {
    Path file = Arguments.path(value.substring(1)).toAbsolutePath();
    if (!Files.isReadable(file)) {
      throw new UsageException("the system prompt %s cannot be read".formatted(value.substring(1)));
    }
    return file;
  }

  private static Path beside(Path tape, long at) {
    String name = String.valueOf(tape.getFileName());
    String stem = name.endsWith(".tape") ? name.substring(0, name.length() - 5) : name;
    return tape.resolveSibling(stem + "-fork-" + at + ".tape");
  }

  private int compare(TapeReader.Tape before, Path from, Path to, int code) {
    TapeReader.Tape now;
    try {
      now = TapeReader.read(to);
    } catch (TapeException nothingRecorded) {
      err.println("clew: " + nothingRecorded.getMessage());
      return code == 0 ? TapeMain.FAILED : code;
    }
    err.println();
    new ComparisonText(TapeComparison.of(Step.of(before), Step.of(now), TOLERANCE), from, to)
        .print(err);
    return code;
  }

  private static Path tape(Arguments parsed, int names) throws UsageException {
    @Nullable String tape = parsed.find("--tape");
    if (tape == null) {
      throw new UsageException("--tape is missing");
    }
    parsed.files(new String[names]);
    return Arguments.path(tape);
  }
}
