// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import org.jspecify.annotations.Nullable;

/**
 * Reads what only some versions or providers of the library have, by name.
 *
 * <p>A compiled reference would switch off, on the versions that lack it, the whole hook.
 */
public final class Accessors {
  private Accessors() {}

  /**
   * Returns what the public method {@code name} of {@code target} returns, or null; of what is not
   * the library's own nothing is asked.
   */
  public static @Nullable Object read(@Nullable Object target, String name) {
    return LibraryObjects.mayAsk(target) ? dev.clew.kit.value.Accessors.read(target, name) : null;
  }
}
