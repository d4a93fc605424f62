// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.folder.SettingsFile;
import dev.clew.exporter.redact.scan.Action;
import dev.clew.exporter.redact.scan.Detector;
import dev.clew.exporter.redact.scan.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules as people write them; what cannot be read gets one line and is left out.
 *
 * <p>Each rule may say what is done with what it finds, before the equals sign or behind the last
 * colon: {@code booking:hash=BK-\d{6}}, {@code $..ssn:drop}, {@code lookup:result:drop}.
 */
public final class RuleReader {
  private static final String BETWEEN_PATTERNS = ";;";

  private final Consumer<String> problems;
  private Set<Detector> detectors = Detector.all();
  private Action action = Action.REPLACE;
  private String salt = "";
  private final List<PatternRule> patterns = new ArrayList<>();
  private final List<PathRule> paths = new ArrayList<>();
  private final List<ToolRule> tools = new ArrayList<>();

  /** Makes a reader that says what it could not read to {@code problems}. */
  public RuleReader(Consumer<String> problems) {
    this.problems = problems;
  }

  /** Takes the names of detectors, {@code none} being no further one. */
  public RuleReader detectors(List<String> names) {
    EnumSet<Detector> chosen = EnumSet.noneOf(Detector.class);
    for (String name : names) {
      Detector detector = Detector.named(name);
      if (detector != null) {
        chosen.add(detector);
      }
    }
    detectors = chosen;
    return this;
  }

  /** Takes what is done where a rule does not say it. */
  public RuleReader action(Action general) {
    action = general;
    return this;
  }

  /** Takes what goes into hashes; if it is empty each JVM has another. */
  public RuleReader salt(String text) {
    salt = text;
    return this;
  }

  /** Takes {@code name=expression}, several divided by two semicolons. */
  public RuleReader patterns(String setting, String text) {
    for (String entry : text.split(BETWEEN_PATTERNS)) {
      if (!entry.isBlank()) {
        read(setting, entry.strip(), this::pattern);
      }
    }
    return this;
  }

  /** Takes JSON paths. */
  public RuleReader paths(String setting, List<String> entries) {
    entries.forEach(entry -> read(setting, entry, this::path));
    return this;
  }

  /** Takes {@code tool:part}, the part being arguments, result, a star, or a JSON path. */
  public RuleReader tools(String setting, List<String> entries) {
    entries.forEach(entry -> read(setting, entry, this::tool));
    return this;
  }

  /**
   * Takes a file with one rule a line: {@code pattern name=expression}, {@code path $..ssn}, {@code
   * tool lookup:arguments}. A number sign begins a comment.
   */
  public RuleReader file(Path file) {
    List<String> lines;
    try {
      lines = SettingsFile.read(file).lines().toList();
    } catch (IOException | RuntimeException e) {
      problems.accept(
          "clew.redact.file=%s cannot be read (%s); its rules are ignored".formatted(file, e));
      return this;
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        read(file + ":" + (i + 1), line, this::line);
      }
    }
    return this;
  }

  /** Returns what was read. */
  public RedactionRules rules() {
    return new RedactionRules(detectors, action, salt, patterns, paths, tools);
  }

  private void line(String line) {
    String[] words = line.split("\\s+", 2);
    String rule = words.length < 2 ? "" : words[1];
    switch (words[0]) {
      case "pattern" -> pattern(rule);
      case "path" -> path(rule);
      case "tool" -> tool(rule);
      default -> throw new IllegalArgumentException("must begin with pattern, path or tool");
    }
  }

  private void pattern(String entry) {
    int equals = entry.indexOf('=');
    String left = equals < 0 ? "" : entry.substring(0, equals).strip();
    if (!left.matches("[A-Za-z][A-Za-z0-9 _-]*(:[a-z]+)?")) {
      throw new IllegalArgumentException("is not of the form name=expression");
    }
    int colon = left.indexOf(':');
    Action own = colon < 0 ? null : action(left.substring(colon + 1));
    Kind kind = new Kind(colon < 0 ? left : left.substring(0, colon), false, own);
    patterns.add(new PatternRule(entry.substring(equals + 1).strip(), kind));
  }

  private void path(String entry) {
    Suffixed path = Suffixed.of(entry);
    paths.add(new PathRule(new JsonPath(path.text), new Kind("field", false, path.action)));
  }

  private void tool(String entry) {
    int colon = entry.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("is not of the form tool:part");
    }
    Suffixed part = Suffixed.of(entry.substring(colon + 1));
    Kind kind = new Kind("field", false, part.action);
    String tool = entry.substring(0, colon).strip();
    ToolRule.Part side =
        switch (part.text) {
          case "arguments" -> ToolRule.Part.ARGUMENTS;
          case "result" -> ToolRule.Part.RESULT;
          default -> ToolRule.Part.BOTH;
        };
    boolean whole = side != ToolRule.Part.BOTH || part.text.equals("*");
    tools.add(new ToolRule(tool, side, whole ? null : new JsonPath(part.text), kind));
  }

  private void read(String place, String entry, Consumer<String> rule) {
    try {
      rule.accept(entry);
    } catch (IllegalArgumentException e) {
      problems.accept(
          "%s: the rule '%s' %s; it is ignored".formatted(place, entry, e.getMessage()));
    }
  }

  private static Action action(String name) {
    Action action = Action.named(name.toLowerCase(Locale.ROOT));
    if (action == null) {
      throw new IllegalArgumentException(
          "has the unknown action '" + name + "'; use replace, hash or drop");
    }
    return action;
  }

  /** A rule with {@code :action} behind it, or without. */
  private record Suffixed(String text, @Nullable Action action) {
    static Suffixed of(String entry) {
      int colon = entry.lastIndexOf(':');
      Action action = colon < 0 ? null : Action.named(entry.substring(colon + 1).strip());
      return action == null
          ? new Suffixed(entry.strip(), null)
          : new Suffixed(entry.substring(0, colon).strip(), action);
    }
  }
}
