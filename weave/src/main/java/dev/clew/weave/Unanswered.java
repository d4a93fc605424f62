// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a call whose answering hook failed. */
@FunctionalInterface
public interface Unanswered {
  /** The method runs, as if there were no hook. */
  Unanswered RUN = (hook, reason) -> null;

  /**
   * The caller gets an {@link AssertionError}, because the method would do for real what the hook
   * was to replace. Not an exception: frameworks catch those, and hand their text to the model.
   */
  Unanswered FAIL =
      (hook, reason) -> {
        String message =
            "clew: refused, because hook %s cannot answer for it: %s".formatted(hook, reason);
        return () -> {
          throw new AssertionError(message);
        };
      };

  /** Returns what runs in place of the method, or null if the method is to run. */
  @Nullable Callable<?> replacement(String hookClass, String reason);
}
