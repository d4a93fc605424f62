// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as plain maps, lists, strings, numbers and booleans; a value that is missing or of
 * another type reads as null or empty.
 *
 * <p>Requests and responses are read this way rather than through their typed accessors, because
 * their JSON stays the same while the library's types change between versions. For the export
 * thread only.
 */
public record JsonTree(Map<String, @Nullable Object> values) {
  public static final JsonTree EMPTY = new JsonTree(Map.of());

  /** Returns {@code value} as a tree; empty if it is not an object. */
  @SuppressWarnings("unchecked") // JSON object keys are strings
  public static JsonTree of(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? new JsonTree((Map<String, @Nullable Object>) map)
        : EMPTY;
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns the string under {@code key}, or null. */
  public @Nullable String text(String key) {
    return values.get(key) instanceof String text ? text : null;
  }

  /** Returns the string under {@code key}, or empty. */
  public String textOrEmpty(String key) {
    String text = text(key);
    return text == null ? "" : text;
  }

  /** Returns the number under {@code key} as a long, or null. */
  public @Nullable Long number(String key) {
    return values.get(key) instanceof Number number ? number.longValue() : null;
  }

  /** Returns the object under {@code key}; empty if there is none. */
  public JsonTree object(String key) {
    return of(values.get(key));
  }

  /** Returns the elements of the array under {@code key}. */
  public List<?> list(String key) {
    return values.get(key) instanceof List<?> list ? list : Collections.emptyList();
  }

  /** Returns the objects in the array under {@code key}. */
  public List<JsonTree> objects(String key) {
    List<JsonTree> objects = new ArrayList<>();
    for (Object element : list(key)) {
      if (element instanceof Map<?, ?>) {
        objects.add(of(element));
      }
    }
    return objects;
  }

  /** Returns the object without the fields in {@code keys}, as a mutable map. */
  public Map<String, @Nullable Object> without(Set<String> keys) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(keys);
    return rest;
  }

  /** Returns those of the fields in {@code keys} that there are, as a mutable map. */
  public Map<String, @Nullable Object> only(List<String> keys) {
    Map<String, @Nullable Object> some = new LinkedHashMap<>();
    for (String key : keys) {
      Object value = values.get(key);
      if (value != null) {
        some.put(key, value);
      }
    }
    return some;
  }

  /**
   * Returns the text under {@code key}, or of the text parts there; for other parts, their type.
   */
  public String joinedText(String key) {
    StringBuilder joined = new StringBuilder(textOrEmpty(key));
    for (JsonTree part : objects(key)) {
      String text = part.text("text");
      joined.append(text != null ? text : "[" + part.textOrEmpty("type") + "]");
    }
    return joined.toString();
  }
}
