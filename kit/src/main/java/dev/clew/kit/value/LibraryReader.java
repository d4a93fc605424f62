// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import dev.clew.api.hook.LibraryClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a library's own objects by the names of their accessors; of any other object, nothing.
 *
 * <p>For types that only some versions have, and for families of types that are alike except for
 * their names.
 */
public final class LibraryReader {
  private final LibraryClasses library;

  public LibraryReader(LibraryClasses library) {
    this.library = library;
  }

  /** Returns the value of an accessor, or null if there is none or it may not be called. */
  public @Nullable Object read(@Nullable Object target, String accessor) {
    return library.mayCall(target) ? Accessors.read(target, accessor) : null;
  }

  /** Returns the value of an accessor if it is a string, or null. */
  public @Nullable String text(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof String text ? text : null;
  }

  /** Returns the value of an accessor if it is a number, or null. */
  public @Nullable Long number(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof Number number ? (Long) number.longValue() : null;
  }

  /** Returns the values of accessors that have one, by the names that {@code accessors} gives. */
  public Map<String, @Nullable Object> values(
      @Nullable Object target, Map<String, String> accessors) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    accessors.forEach((accessor, name) -> values.put(name, read(target, accessor)));
    values.values().removeIf(Objects::isNull);
    return values;
  }

  /** Returns a copy of the list that an accessor returns, or its single value as a list. */
  public List<Object> list(@Nullable Object target, String accessor) {
    Object value = read(target, accessor);
    if (value instanceof List<?> list) {
      return new ArrayList<>(Values.copyOf(list));
    }
    return value == null ? List.of() : List.of(value);
  }
}
