// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Matches names: {@code =gpt-4o | ^gpt-4o-2024 | *claude & ~^(?!.*-tts)}, meaning equals, starts
 * with, contains, matches; a dollar sign means ends with. Case does not matter.
 */
final class NameMatch {
  private record Single(char sign, String text, Pattern pattern) {
    boolean matches(String name) {
      return switch (sign) {
        case '=' -> name.equals(text);
        case '^' -> name.startsWith(text);
        case '$' -> name.endsWith(text);
        case '*' -> name.contains(text);
        default -> pattern.matcher(name).find();
      };
    }
  }

  private static final Pattern NONE = Pattern.compile("");
  private final List<List<Single>> alternatives = new ArrayList<>();

  NameMatch(String text) {
    for (String alternative : text.isBlank() ? new String[0] : text.split(" \\| ")) {
      List<Single> all = new ArrayList<>();
      for (String single : alternative.split(" & ")) {
        all.add(single(single.strip()));
      }
      alternatives.add(all);
    }
  }

  /** Returns whether {@code name}, in lower case, matches. */
  boolean matches(String name) {
    return alternatives.stream().anyMatch(all -> all.stream().allMatch(s -> s.matches(name)));
  }

  private static Single single(String text) {
    if (text.length() < 2 || "=^$*~".indexOf(text.charAt(0)) < 0) {
      throw new IllegalArgumentException("must start with one of = ^ $ * ~: '" + text + "'");
    }
    char sign = text.charAt(0);
    String rest = text.substring(1);
    return sign == '~'
        ? new Single(sign, rest, Pattern.compile(rest))
        : new Single(sign, rest.toLowerCase(Locale.ROOT), NONE);
  }
}
