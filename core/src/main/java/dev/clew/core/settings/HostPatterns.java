// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;
import java.util.Locale;

/**
 * Host names without port, in which a star matches any text.
 *
 * @param patterns in lower case
 */
public record HostPatterns(List<String> patterns) {
  /**
   * Creates patterns.
   *
   * @throws IllegalArgumentException if one is not a host name, for example a URL
   */
  public HostPatterns {
    for (String pattern : patterns) {
      if (!pattern.matches("[\\w.*:\\[\\]-]+")) {
        throw new IllegalArgumentException(
            "has '%s', which is not a host such as orders.example.com or *.example.com"
                .formatted(pattern));
      }
    }
    patterns = patterns.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList();
  }

  /** Returns whether {@code host} matches one of the patterns. */
  public boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(pattern -> new NamePattern(pattern).matches(name));
  }
}
