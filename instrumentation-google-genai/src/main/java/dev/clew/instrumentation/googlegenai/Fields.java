// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.kit.value.Accessors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of the Interactions API by the names of their accessors: the API is younger than
 * the library, and what a hook refers to must exist in every version.
 */
final class Fields {
  private Fields() {}

  /** Returns the accessor's value, unwrapped from its optional; null if there is none. */
  static @Nullable Object read(@Nullable Object target, String accessor) {
    Object value = Accessors.read(GenAiLibrary.own(target), accessor);
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  /** Returns the accessor's value if it is a string or one of the library's open enums. */
  static @Nullable String text(@Nullable Object target, String accessor) {
    Object value = read(target, accessor);
    return value == null || value instanceof String
        ? (String) value
        : read(value, "value") instanceof String text ? text : null;
  }

  /** Returns the accessor's value if it is a list that may be iterated; otherwise an empty one. */
  static List<?> list(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof List<?> list ? GenAiLibrary.safe(list) : List.of();
  }
}
