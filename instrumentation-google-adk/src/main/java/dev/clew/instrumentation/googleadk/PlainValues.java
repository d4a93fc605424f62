// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns arguments and results into plain maps and lists; the library's are often Guava's. */
final class PlainValues {
  private static final int MAX_DEPTH = 16;
  private static final LibraryClasses GUAVA = LibraryClasses.in("com.google.common.collect.");

  private PlainValues() {}

  /** Returns {@code value} as JSON text. */
  static String json(@Nullable Object value) {
    return JsonWriter.write(of(value));
  }

  /** Returns {@code value} as a tree of Map, List, String, Number and Boolean. */
  static @Nullable Object of(@Nullable Object value) {
    return of(value, 0);
  }

  private static @Nullable Object of(@Nullable Object value, int depth) {
    if (depth < MAX_DEPTH && value instanceof Map<?, ?> map && isPlain(map)) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      map.forEach((key, each) -> tree.put(String.valueOf(key), of(each, depth + 1)));
      return tree;
    }
    if (depth < MAX_DEPTH && value instanceof Collection<?> list && isPlain(list)) {
      List<@Nullable Object> tree = new ArrayList<>();
      list.forEach(each -> tree.add(of(each, depth + 1)));
      return tree;
    }
    return Values.tree(value);
  }

  /** Returns a shallow copy, in case the application goes on changing the map. */
  static Map<?, ?> copy(Map<?, ?> map) {
    return Values.isOfJdk(map) ? new LinkedHashMap<>(map) : map;
  }

  /** Returns roughly how much memory the texts in {@code map} occupy. */
  static long size(Map<?, ?> map) {
    return isPlain(map)
        ? RetainedBytes.of(new ArrayList<>(map.values()), 128, RetainedBytes::of)
        : 0;
  }

  /** Returns {@code list}, or an empty one if it is the application's own kind of list. */
  static <T> List<T> elements(List<T> list) {
    return isPlain(list) ? list : List.of();
  }

  private static boolean isPlain(Object collection) {
    return Values.isOfJdk(collection) || GUAVA.mayCall(collection);
  }
}
