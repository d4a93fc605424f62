// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import dev.clew.api.hook.LibraryClasses;
import java.lang.reflect.Array;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static Entries snapshot(Map<?, ?> map) {
    Entries copy = new Entries();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (copy.size() == MAX_ELEMENTS) {
        copy.add("…", more(map.size()));
        break;
      }
      copy.add(entry.getKey(), entry.getValue());
    }
    return copy;
  }

  /**
   * Returns a copy of the entries of {@code map}, by the text of their keys; on the export thread.
   */
  public static Map<String, @Nullable Object> named(Map<?, ?> map) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    snapshot(map).forEach((key, value) -> named.put(String.valueOf(key), value));
    return named;
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
        || value instanceof Boolean
        || (value instanceof Number && LibraryClasses.isOfJdk(value))) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Optional<?> optional) {
      return tree(optional.orElse(null), depth);
    }
    if (depth < MAX_DEPTH
        && value instanceof Map<?, ?> map
        && (isOfJdk(map) || map instanceof Entries)) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      snapshot(map)
          .forEach((key, element) -> tree.put(String.valueOf(key), tree(element, depth + 1)));
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

  /**
   * Returns {@code value} as text if saying it is not left to a class of the application, or null.
   */
  public static @Nullable String key(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    // A collection of the JDK's would ask its elements.
    boolean scalar =
        value instanceof CharSequence || value instanceof Number || value instanceof Comparable<?>;
    return scalar && LibraryClasses.isOfJdk(value) ? text(value) : null;
  }

  /** Returns the size of a collection of the JDK's, or null: others may load it from afar. */
  public static @Nullable Integer size(@Nullable Collection<?> collection) {
    return collection != null && isOfJdk(collection) ? (Integer) collection.size() : null;
  }

  /** Returns what {@code value} says of itself, or its class if that fails. */
  public static String text(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      return value.getClass().getName() + " (its toString failed)";
    }
  }

  /** Returns whether a collection is one of the JDK, which costs nothing to iterate. */
  public static boolean isOfJdk(Object collection) {
    return collection.getClass().getName().startsWith("java.util.")
        && LibraryClasses.isOfJdk(collection);
  }

  /** Entries in their order, without asking their keys for a hash. */
  private static final class Entries extends AbstractMap<@Nullable Object, @Nullable Object> {
    private final List<Map.Entry<@Nullable Object, @Nullable Object>> entries = new ArrayList<>();

    void add(@Nullable Object key, @Nullable Object value) {
      entries.add(new SimpleImmutableEntry<>(key, value));
    }

    @Override
    public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Map.Entry<@Nullable Object, @Nullable Object>> iterator() {
          return entries.iterator();
        }

        @Override
        public int size() {
          return entries.size();
        }
      };
    }
  }

  private static String more(int size) {
    return "… " + (size - MAX_ELEMENTS) + " more";
  }
}
