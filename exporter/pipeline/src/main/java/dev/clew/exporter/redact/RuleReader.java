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
 * Parses rules as users write them; an invalid rule is reported in one line and ignored.
 *
 * <p>Each rule may specify the action for its matches, before the equals sign or behind the last
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

  /** Creates a reader that reports invalid rules to {@code problems}. */
  public RuleReader(Consumer<String> problems) {
    this.problems = problems;
  }

  /** Sets the detectors by name; {@code none} stands for no optional detector. */
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

  /** Sets the action for rules that specify none. */
  public RuleReader action(Action general) {
    action = general;
    return this;
  }

  /** Sets the salt of hashes; if it is empty, each JVM uses a different one. */
  public RuleReader salt(String text) {
    salt = text;
    return this;
  }

  /** Adds {@code name=expression} rules, separated by two semicolons. */
  public RuleReader patterns(String setting, String text) {
    for (String entry : text.split(BETWEEN_PATTERNS)) {
      if (!entry.isBlank()) {
        read(setting, entry.strip(), this::pattern);
      }
    }
    return this;
  }

  /** Adds JSON paths. */
  public RuleReader paths(String setting, List<String> entries) {
    entries.forEach(entry -> read(setting, entry, this::path));
    return this;
  }

  /**
   * Adds {@code tool:part} rules, where the part is {@code arguments}, {@code result}, {@code *} or
   * a JSON path.
   */
  public RuleReader tools(String setting, List<String> entries) {
    entries.forEach(entry -> read(setting, entry, this::tool));
    return this;
  }

  /**
   * Adds the rules of a file, one per line: {@code pattern name=expression}, {@code path $..ssn},
   * {@code tool lookup:arguments}. A number sign starts a comment.
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

  /** Returns the rules read so far. */
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
      default -> throw new IllegalArgumentException("must start with pattern, path or tool");
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

  /** A rule with or without an {@code :action} suffix. */
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
