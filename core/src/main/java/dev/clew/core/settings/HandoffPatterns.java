// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import dev.clew.api.hook.HandoffConvention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the target of a handoff off a tool's name: the part that stands where the star is. */
public final class HandoffPatterns implements HandoffConvention {
  private record Pattern(String prefix, String suffix) {
    static Pattern of(String text) {
      int star = text.indexOf('*');
      return new Pattern(text.substring(0, star), text.substring(star + 1));
    }

    @Nullable String target(String name) {
      boolean matches =
          name.length() > prefix.length() + suffix.length()
              && name.startsWith(prefix)
              && name.endsWith(suffix);
      return matches ? name.substring(prefix.length(), name.length() - suffix.length()) : null;
    }
  }

  private final List<Pattern> patterns;

  /**
   * Makes a convention of {@code patterns}, each with one star.
   *
   * @throws IllegalArgumentException if one has none or several
   */
  public HandoffPatterns(List<String> patterns) {
    for (String pattern : patterns) {
      if (pattern.indexOf('*') < 0 || pattern.indexOf('*') != pattern.lastIndexOf('*')) {
        throw new IllegalArgumentException(
            "has not exactly one star in '" + pattern + "', where the agent's name stands");
      }
    }
    this.patterns = patterns.stream().map(Pattern::of).toList();
  }

  @Override
  public @Nullable String target(String toolName) {
    for (Pattern pattern : patterns) {
      String target = pattern.target(toolName);
      if (target != null) {
        return target;
      }
    }
    return null;
  }
}
