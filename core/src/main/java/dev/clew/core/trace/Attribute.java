// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a span with those that were added before it.
 *
 * @param size how many there are, this one included
 * @param dropped how many were too many
 */
record Attribute(String key, Object value, int size, int dropped, @Nullable Attribute older) {
  /** Most spans say one thing, and most of those the same: that the answer was an HTTP 200. */
  private static volatile @Nullable Attribute latestNumber;

  /** Returns {@code before} with one more, or with one more counted as dropped. */
  static Attribute after(@Nullable Attribute before, String key, Object value, int limit) {
    if (before == null) {
      return first(key, value);
    }
    return before.size < limit
        ? new Attribute(key, value, before.size + 1, 0, before)
        : new Attribute(before.key, before.value, before.size, before.dropped + 1, before.older);
  }

  private static Attribute first(String key, Object value) {
    Attribute latest = latestNumber;
    if (latest != null && latest.key.equals(key) && latest.value.equals(value)) {
      return latest;
    }
    Attribute made = new Attribute(key, value, 1, 0, null);
    if (value instanceof Long) { // anything else may be large, or nobody's business
      latestNumber = made;
    }
    return made;
  }

  /** Puts {@code newest} and all before it into {@code map}, the oldest first. */
  static void putAll(@Nullable Attribute newest, Map<String, Object> map) {
    Deque<Attribute> oldestFirst = new ArrayDeque<>();
    for (Attribute attribute = newest; attribute != null; attribute = attribute.older) {
      oldestFirst.push(attribute);
    }
    for (Attribute attribute : oldestFirst) {
      map.put(attribute.key, attribute.value);
    }
  }
}
