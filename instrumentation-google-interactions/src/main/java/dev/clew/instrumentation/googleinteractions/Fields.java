// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import com.google.common.collect.ImmutableList;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.Accessors;
import dev.clew.kit.value.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the library's objects by the names of their accessors: requests to models and agents, and
 * the steps and events of many types, are classes of their own that are alike in what matters here.
 */
final class Fields {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.google.genai.");

  private Fields() {}

  /** Returns {@code object} if it is the library's own, or null. */
  static <T> @Nullable T own(@Nullable T object) {
    return LIBRARY.callableOrNull(object);
  }

  private static boolean isReadable(List<?> list) {
    return list instanceof ImmutableList || Values.isOfJdk(list);
  }

  /** Returns the accessor's value, unwrapped from its optional; null if there is none. */
  static @Nullable Object read(@Nullable Object target, String accessor) {
    Object value = Accessors.read(own(target), accessor);
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
    return read(target, accessor) instanceof List<?> list && isReadable(list) ? list : List.of();
  }
}
