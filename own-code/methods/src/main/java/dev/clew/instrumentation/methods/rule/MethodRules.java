// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the rules of a setting or a file. A rule that is wrong is reported and left out. */
public final class MethodRules {
  private MethodRules() {}

  /**
   * A rule and where it comes from.
   *
   * @param text the rule as it is written
   * @param source such as {@code clew.methods} or {@code methods.txt line 3}
   */
  public record Sourced(MethodRule rule, String text, String source) {
    /** Returns the description of the span as it is written. */
    public String span() {
      return text.substring(rule.spanStart());
    }
  }

  /** Reads rules separated by semicolons. */
  public static List<Sourced> ofSetting(String name, String text, Consumer<String> warnings) {
    List<Sourced> rules = new ArrayList<>();
    read(text, name, warnings, rules);
    return rules;
  }

  /**
   * Reads the lines of a file: rules, blank lines, and comments that start with {@code #}. A line
   * may contain several rules, too.
   */
  public static List<Sourced> ofFile(String file, List<String> lines, Consumer<String> warnings) {
    List<Sourced> rules = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).stripLeading().startsWith("#")) {
        read(lines.get(i), file + " line " + (i + 1), warnings, rules);
      }
    }
    return rules;
  }

  private static void read(
      String text, String source, Consumer<String> warnings, List<Sourced> rules) {
    int start = 0;
    while (start <= text.length()) {
      int end = endOfRule(text, start);
      String rule = text.substring(start, end);
      try {
        if (!rule.isBlank()) {
          rules.add(new Sourced(RuleParser.rule(rule), rule, source));
        }
      } catch (InvalidRule invalid) {
        warnings.accept(
            "%s, column %d: %s; ignoring '%s'"
                .formatted(
                    source, start + invalid.position() + 1, invalid.getMessage(), rule.strip()));
      }
      start = end + 1;
    }
  }

  /** Returns the index of the next semicolon outside quotes; a quote that is not closed is none. */
  private static int endOfRule(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i;
      }
      if (c == '\'' || c == '"') {
        int closing = text.indexOf(c, i + 1);
        i = closing < 0 ? i : closing;
      }
    }
    return text.length();
  }
}
