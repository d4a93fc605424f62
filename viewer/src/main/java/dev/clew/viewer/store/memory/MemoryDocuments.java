// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Small texts that belong to the store as a whole, by kind and name. */
final class MemoryDocuments {

  private final Map<String, Map<String, String>> byKind = new HashMap<>();

  SortedMap<String, String> all(String kind) {
    return new TreeMap<>(byKind.getOrDefault(kind, Map.of()));
  }

  /** False if it is not what was expected. */
  boolean replace(String kind, String name, @Nullable String expected, @Nullable String text) {
    Map<String, String> ofKind = byKind.computeIfAbsent(kind, each -> new TreeMap<>());
    if (!Objects.equals(ofKind.get(name), expected)) {
      return false;
    }
    if (text == null) {
      ofKind.remove(name);
    } else {
      ofKind.put(name, text);
    }
    return true;
  }
}
