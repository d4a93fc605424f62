// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments and results of the application, which may be anything.
 *
 * <p>{@link #snapshot} runs on the application's thread and protects against later changes of
 * collections, and only of the JDK's: iterating anybody else's may load them from a database.
 * {@link #tree} runs on the export thread.
 */
public final class Values {
  private static final int MAX_ELEMENTS = 100;
  private static final int MAX_DEPTH = 4;

  private Values() {}

  /** Returns {@code value}, or a shallow copy of it if it is a collection of the JDK. */
  public static @Nullable Object snapshot(@Nullable Object value) {
    try {
      if (value instanceof Map<?, ?> map && isOfJdk(map)) {
        return snapshot(map);
      }
      if (value instanceof Collection<?> collection && isOfJdk(collection)) {
        return snapshot(collection);
      }
    } catch (ConcurrentModificationException busy) {
      return value.getClass().getSimpleName() + " (changed while it was copied)";
    }
    return value;
  }

  private static List<@Nullable Object> snapshot(Collection<?> collection) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object element : collection) {
      if (copy.size() == MAX_ELEMENTS) {
        copy.add(more(collection.size()));
        break;
      }
      copy.add(element);
    }
    return copy;
  }

  /** Returns the first entries of {@code map} in its order. */
  public static Map<String, @Nullable Object> snapshot(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (copy.size() == MAX_ELEMENTS) {
        copy.put("…", more(map.size()));
        break;
      }
      copy.put(String.valueOf(entry.getKey()), entry.getValue());
    }
    return copy;
  }

  /** Returns the values of {@code map} as trees. */
  public static Map<String, @Nullable Object> trees(Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> trees = new LinkedHashMap<>();
    map.forEach((key, value) -> trees.put(key, tree(value)));
    return trees;
  }

  /** Returns {@code value} as a tree of Map, List, String, Number and Boolean. */
  public static @Nullable Object tree(@Nullable Object value) {
    return tree(value, 0);
  }

  private static @Nullable Object tree(@Nullable Object value, int depth) {
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Optional<?> optional) {
      return tree(optional.orElse(null), depth);
    }
    if (depth < MAX_DEPTH && value instanceof Map<?, ?> map && isOfJdk(map)) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      snapshot(map).forEach((key, element) -> tree.put(key, tree(element, depth + 1)));
      return tree;
    }
    if (depth < MAX_DEPTH && value instanceof Collection<?> collection && isOfJdk(collection)) {
      List<@Nullable Object> tree = new ArrayList<>();
      for (Object element : snapshot(collection)) {
        tree.add(tree(element, depth + 1));
      }
      return tree;
    }
    if (value.getClass().isArray()) {
      return value.getClass().getComponentType().getSimpleName()
          + "["
          + Array.getLength(value)
          + "]";
    }
    return text(value);
  }

  /** Returns what {@code value} says of itself, or its class if that fails. */
  public static String text(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      return value.getClass().getName() + " (its toString failed)";
    }
  }

  /** Tells whether a collection is one of the JDK, which costs nothing to iterate. */
  public static boolean isOfJdk(Object collection) {
    return collection.getClass().getName().startsWith("java.util.");
  }

  private static String more(int size) {
    return "… " + (size - MAX_ELEMENTS) + " more";
  }
}
