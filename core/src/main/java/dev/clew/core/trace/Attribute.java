// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span attribute, linked to those added before it.
 *
 * @param size the number of attributes, including this one
 * @param dropped the number of attributes dropped because of the limit
 */
record Attribute(String key, Object value, int size, int dropped, @Nullable Attribute older) {
  /** Most spans have a single attribute, usually the same one: an HTTP status of 200. */
  private static volatile @Nullable Attribute latestNumber;

  /** Returns {@code before} with one more attribute, or with one more counted as dropped. */
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
    Attribute created = new Attribute(key, value, 1, 0, null);
    if (value instanceof Long) { // other values may be large or sensitive
      latestNumber = created;
    }
    return created;
  }

  /** Puts {@code newest} and all attributes before it into {@code map}, oldest first. */
  static void putAll(@Nullable Attribute newest, Map<String, Object> map) {
    Deque<Attribute> oldestFirst = new ArrayDeque<>();
    for (Attribute attribute = newest; attribute != null; attribute = attribute.older) {
      oldestFirst.push(attribute);
    }
    for (Attribute attribute : oldestFirst) {
      map.put(attribute.key, attribute.value);
    }
  }

  /** Puts into {@code map} how many additions of a kind the span has dropped, if any. */
  static void putDropped(Map<String, Object> map, String what, int dropped) {
    if (dropped > 0) {
      map.put("clew.dropped." + what, (long) dropped);
    }
  }
}
