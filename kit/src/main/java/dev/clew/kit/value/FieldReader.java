// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a library's objects by the names of their accessors, which related types and different
 * versions share while the types themselves differ. A name that is missing costs a field, not the
 * hook.
 */
public final class FieldReader {
  private final UnaryOperator<@Nullable Object> unwrap;

  /**
   * Creates a reader.
   *
   * @param unwrap returns the value in the library's own kind of optional, and anything else as is
   */
  public FieldReader(UnaryOperator<@Nullable Object> unwrap) {
    this.unwrap = unwrap;
  }

  /** Returns the accessor's value, unwrapped from its field or optional; null if there is none. */
  public @Nullable Object read(@Nullable Object target, String accessor) {
    Object value = Accessors.read(target, accessor);
    return value instanceof Optional<?> optional ? optional.orElse(null) : unwrap.apply(value);
  }

  /** Returns the value of the first accessor that has one. */
  public @Nullable Object first(@Nullable Object target, String... accessors) {
    for (String accessor : accessors) {
      Object value = read(target, accessor);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Returns the accessor's value if it is a string, or null. */
  public @Nullable String text(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof String text ? text : null;
  }

  /**
   * Returns the value of the first accessor that has one if it is a list; otherwise an empty one.
   */
  public List<?> list(@Nullable Object target, String... accessors) {
    return first(target, accessors) instanceof List<?> list ? list : List.of();
  }
}
