// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import dev.clew.api.hook.HandoffConvention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Extracts the target of a handoff from a tool's name: the part that the star matches. */
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
   * Creates a convention from {@code patterns}, each with exactly one star.
   *
   * @throws IllegalArgumentException if a pattern has none or several
   */
  public HandoffPatterns(List<String> patterns) {
    for (String pattern : patterns) {
      if (pattern.indexOf('*') < 0 || pattern.indexOf('*') != pattern.lastIndexOf('*')) {
        throw new IllegalArgumentException(
            "needs exactly one star in '" + pattern + "' to mark the agent's name");
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
