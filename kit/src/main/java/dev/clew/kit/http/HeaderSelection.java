// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The response headers that help to understand a call; none that identify anyone.
 *
 * @param prefix the beginning of the names about rate limits
 * @param names the other names, in lower case
 */
public record HeaderSelection(String prefix, Set<String> names) {
  /** Returns the selected headers, with lower-case names and the first value of each. */
  public Map<String, @Nullable Object> of(
      Set<String> received, Function<String, List<String>> values) {
    Map<String, @Nullable Object> selected = new TreeMap<>();
    for (String name : received) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(prefix) || names.contains(lower)) {
        values.apply(name).stream().findFirst().ifPresent(value -> selected.put(lower, value));
      }
    }
    return selected;
  }
}
