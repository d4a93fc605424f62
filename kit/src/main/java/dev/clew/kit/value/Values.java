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
 * Reads the application's arguments and results, which may be anything.
 *
 * <p>{@link #snapshot} runs on the application's thread and copies collections so that later
 * changes do not matter, but only the JDK's: iterating any other might load it from a database.
 * {@link #tree} runs on the export thread.
 */
public final class Values {
  private static final int MAX_ELEMENTS = 100;
  private static final int MAX_DEPTH = 4;

  private Values() {}

  /** Returns {@code value}, or a shallow copy if it is a JDK collection. */
  public static @Nullable Object snapshot(@Nullable Object value) {
    try {
      if (value instanceof Map<?, ?> map && isOfJdk(map)) {
        return snapshot(map);
      }
      if (value instanceof Collection<?> collection && isOfJdk(collection)) {
        return snapshot(collection);
      }
    } catch (ConcurrentModificationException busy) {
      return value.getClass().getSimpleName() + " (changed while being copied)";
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

  /** Returns a copy of a list of the JDK; empty for any other, whose methods may do anything. */
  public static <T> List<T> copyOf(@Nullable List<T> list) {
    return list != null && isOfJdk(list) ? new ArrayList<>(list) : List.of();
  }

  /** Returns a copy of {@code map} keyed by the text of its keys; on the export thread. */
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

  /** Returns {@code value} as text if that calls no code of the application, or null. */
  public static @Nullable String key(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    // A JDK collection's toString would call its elements.
    boolean scalar =
        value instanceof CharSequence || value instanceof Number || value instanceof Comparable<?>;
    return scalar && LibraryClasses.isOfJdk(value) ? text(value) : null;
  }

  /** Returns the size of a JDK collection, or null: others may have to load it. */
  public static @Nullable Integer size(@Nullable Collection<?> collection) {
    return collection != null && isOfJdk(collection) ? (Integer) collection.size() : null;
  }

  /** Returns the text of {@code value}, or its class if toString fails. */
  public static String text(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      return value.getClass().getName() + " (its toString failed)";
    }
  }

  /** Returns whether a collection is the JDK's, and thus cheap and safe to iterate. */
  public static boolean isOfJdk(Object collection) {
    return collection.getClass().getName().startsWith("java.util.")
        && LibraryClasses.isOfJdk(collection);
  }

  /** Entries in insertion order, without calling hashCode on the keys. */
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
