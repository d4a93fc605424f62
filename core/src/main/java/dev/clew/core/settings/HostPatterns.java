// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;
import java.util.Locale;

/**
 * Names of hosts, without port, in which a star stands for any text.
 *
 * @param patterns in lower case
 */
public record HostPatterns(List<String> patterns) {
  /**
   * Makes patterns.
   *
   * @throws IllegalArgumentException if one is not the name of a host, such as a URL
   */
  public HostPatterns {
    for (String pattern : patterns) {
      if (!pattern.matches("[\\w.*:\\[\\]-]+")) {
        throw new IllegalArgumentException(
            "has '" + pattern + "', which is no host such as orders.example.com or *.example.com");
      }
    }
    patterns = patterns.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList();
  }

  /** Tells whether {@code host} is meant. */
  public boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String pattern : patterns) {
      if (matches(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String name) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(name);
    }
    if (!name.startsWith(pattern.substring(0, star))) {
      return false;
    }
    String rest = pattern.substring(star + 1);
    for (int from = star; from <= name.length(); from++) {
      if (matches(rest, name.substring(from))) {
        return true;
      }
    }
    return false;
  }
}
