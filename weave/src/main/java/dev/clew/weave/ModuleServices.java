// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What hooks can receive through their constructors. */
@FunctionalInterface
public interface ModuleServices {
  /**
   * Returns the service of that type, or null if there is none.
   *
   * @param on returns whether the module that receives it is switched on
   */
  @Nullable Object find(Class<?> type, BooleanSupplier on);
}
