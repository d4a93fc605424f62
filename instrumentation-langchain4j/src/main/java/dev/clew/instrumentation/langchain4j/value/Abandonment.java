// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/** Notices objects that the application dropped without ending what they stand for. */
public final class Abandonment {
  private final Object lock = new Object();
  private @Nullable Cleaner cleaner;

  /**
   * Runs {@code action} when {@code object} is collected, or when the returned cleanable is
   * cleaned. The action must not refer to the object.
   */
  public Cleaner.Cleanable watch(Object object, Runnable action) {
    return cleaner().register(object, action);
  }

  /** The cleaner has a thread, which most applications never need; it ends with the cleaner. */
  private Cleaner cleaner() {
    synchronized (lock) {
      Cleaner existing = cleaner;
      if (existing == null) {
        existing = Cleaner.create();
        cleaner = existing;
      }
      return existing;
    }
  }
}
