// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import dev.clew.api.hook.LibraryClasses;
import org.jspecify.annotations.Nullable;

/**
 * Which objects the hooks may ask: those of LangChain4j's and its Quarkus extension's own classes,
 * and the trees of Jackson that its MCP client reads answers into.
 */
public final class LibraryObjects {
  private static final LibraryClasses CLASSES =
      LibraryClasses.in(
          "dev.langchain4j.",
          "io.quarkiverse.langchain4j.",
          "com.fasterxml.jackson.databind.",
          "tools.jackson.databind.");

  private LibraryObjects() {}

  /** Returns whether methods of {@code object} may be called. */
  public static boolean mayAsk(@Nullable Object object) {
    return CLASSES.mayAsk(object);
  }

  /** Returns {@code object} if its methods may be called, or null. */
  public static <T> @Nullable T askable(@Nullable T object) {
    return CLASSES.askable(object);
  }

  /** Returns whether {@code type} is a class of the library's own. */
  static boolean has(Class<?> type) {
    return CLASSES.has(type);
  }
}
