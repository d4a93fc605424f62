// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.select;

import dev.clew.core.select.SpanRule.Kind;
import dev.clew.core.settings.NamePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules that are separated by semicolons: {@code agent:Warmup*; tool:ping;
 * model:*-embedding-*; method:com.acme.Billing[charge]}.
 */
final class SpanRules {
  private final List<Kind> kinds;

  /**
   * @param kinds the kinds of rules that make sense
   */
  SpanRules(Kind... kinds) {
    this.kinds = Arrays.asList(kinds);
  }

  /**
   * What was read.
   *
   * @param mistakes one line each, with the column and the right form
   */
  record Result(List<SpanRule> rules, List<String> mistakes) {}

  Result read(String text) {
    List<SpanRule> rules = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    int start = 0;
    for (String piece : text.split(";", -1)) {
      String rule = piece.strip();
      if (!rule.isEmpty()) {
        try {
          rules.add(rule(rule));
        } catch (InvalidRule invalid) {
          int column = start + piece.indexOf(rule) + invalid.position + 1;
          mistakes.add("column %d: %s".formatted(column, invalid.getMessage()));
        }
      }
      start += piece.length() + 1;
    }
    return new Result(rules, mistakes);
  }

  private SpanRule rule(String text) throws InvalidRule {
    if (kinds.contains(Kind.ERROR) && text.equalsIgnoreCase("error")) {
      return new SpanRule(Kind.ERROR, List.of(), null, text);
    }
    int colon = text.indexOf(':'); // names of models may contain others
    Kind kind = colon < 0 ? null : kind(text.substring(0, colon).strip());
    if (kind == null) {
      throw new InvalidRule(
          0, "expected %s and a name, as in tool:ping, instead of '%s'".formatted(forms(), text));
    }
    String name = text.substring(colon + 1).strip();
    int position = text.indexOf(name, colon + 1);
    if (name.isEmpty()) {
      throw new InvalidRule(
          colon + 1,
          "expected a name after '%s', with * for any characters".formatted(text.strip()));
    }
    return kind == Kind.METHOD
        ? method(name, position, text)
        : new SpanRule(kind, List.of(new NamePattern(name)), null, text);
  }

  private static SpanRule method(String name, int position, String text) throws InvalidRule {
    int open = name.indexOf('[');
    String owner = open < 0 ? name : name.substring(0, open).strip();
    if (open <= 0 || !name.endsWith("]") || !owner.matches("[\\w.$*]+")) {
      throw new InvalidRule(
          position,
          "expected a class and its methods, as in method:com.acme.Billing[charge|refund], with *"
              + " for any characters, instead of '%s'".formatted(name));
    }
    List<NamePattern> methods = new ArrayList<>();
    for (String each : name.substring(open + 1, name.length() - 1).split("[|,]", -1)) {
      if (!each.strip().matches("[\\w$*]+")) {
        throw new InvalidRule(
            position + open + 1,
            "expected the names of methods, as in [charge|refund], instead of '%s'"
                .formatted(each));
      }
      methods.add(new NamePattern(each.strip()));
    }
    return new SpanRule(Kind.METHOD, methods, new NamePattern(owner), text);
  }

  private @Nullable Kind kind(String word) {
    for (Kind each : kinds) {
      if (each != Kind.ERROR && each.name().equalsIgnoreCase(word)) {
        return each;
      }
    }
    return null;
  }

  private String forms() {
    List<String> forms =
        kinds.stream()
            .map(each -> each.name().toLowerCase(Locale.ROOT) + (each == Kind.ERROR ? "" : ":"))
            .toList();
    int last = forms.size() - 1;
    return String.join(", ", forms.subList(0, last)) + " or " + forms.get(last);
  }

  private static final class InvalidRule extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    InvalidRule(int position, String message) {
      super(message);
      this.position = position;
    }
  }
}
