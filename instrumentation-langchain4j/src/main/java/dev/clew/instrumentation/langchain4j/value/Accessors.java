// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import org.jspecify.annotations.Nullable;

/**
 * Reads, by name, values that only some versions or providers of the library have.
 *
 * <p>A compiled reference would switch off the entire hook for versions that lack it.
 */
public final class Accessors {
  private Accessors() {}

  /**
   * Returns the result of the public method {@code name} of {@code target}, or null. Only the
   * library's own objects are called.
   */
  public static @Nullable Object read(@Nullable Object target, String name) {
    return LibraryObjects.mayCall(target) ? dev.clew.kit.value.Accessors.read(target, name) : null;
  }
}
