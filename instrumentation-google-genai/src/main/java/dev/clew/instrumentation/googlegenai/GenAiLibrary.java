// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.genai.errors.ApiException;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are the library's own. Its request types are open classes, so an application may
 * extend or mock each of them.
 */
final class GenAiLibrary {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("com.google.genai.");

  private static final LibraryClasses READABLE =
      LibraryClasses.in(
          "com.google.genai.",
          "com.google.common.collect.Immutable",
          "com.google.common.collect.Regular",
          "com.google.common.collect.Singleton",
          "com.fasterxml.jackson.databind.node.",
          "java.");

  private GenAiLibrary() {}

  /** Returns whether reading objects of {@code type} runs no code of the application. */
  static boolean mayBeRead(Class<?> type) {
    return type.isPrimitive() || type.isArray() || READABLE.contains(type);
  }

  /** Returns {@code object} if it is the library's own, or null. */
  static <T> @Nullable T own(@Nullable T object) {
    return LIBRARY.callableOrNull(object);
  }

  /**
   * Returns {@code elements} if iterating them runs no code of the application, or an empty list.
   */
  static <T> List<T> safe(@Nullable List<T> elements) {
    return elements != null && (elements instanceof ImmutableList || Values.isOfJdk(elements))
        ? elements
        : List.of();
  }

  /**
   * Returns {@code values} in a form that Clew can write, if that runs no code of the application.
   */
  static @Nullable Object plain(@Nullable Map<?, ?> values) {
    return values instanceof ImmutableMap ? new LinkedHashMap<>(values) : values;
  }

  /** Returns the status code of a response that the library turned into an exception, or 0. */
  static int statusCode(@Nullable Throwable thrown) {
    return thrown instanceof ApiException error && own(error) != null ? error.code() : 0;
  }
}
