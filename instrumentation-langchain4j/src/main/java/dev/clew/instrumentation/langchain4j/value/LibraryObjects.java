// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import dev.clew.api.hook.LibraryClasses;
import org.jspecify.annotations.Nullable;

/**
 * Determines which objects hooks may call: those of the own classes of LangChain4j and its Quarkus
 * extension, and the Jackson trees into which its MCP client parses answers.
 */
public final class LibraryObjects {
  private static final LibraryClasses CLASSES =
      LibraryClasses.in(
          "dev.langchain4j.",
          "io.quarkiverse.langchain4j.",
          "com.fasterxml.jackson.databind.",
          "tools.jackson.databind.");

  private LibraryObjects() {}

  /** Returns whether the methods of {@code object} may be called. */
  public static boolean mayCall(@Nullable Object object) {
    return CLASSES.mayCall(object);
  }

  /** Returns {@code object} if its methods may be called, or null. */
  public static <T> @Nullable T callableOrNull(@Nullable T object) {
    return CLASSES.callableOrNull(object);
  }

  /** Returns whether {@code type} is one of the library's own classes. */
  public static boolean contains(Class<?> type) {
    return CLASSES.contains(type);
  }
}
