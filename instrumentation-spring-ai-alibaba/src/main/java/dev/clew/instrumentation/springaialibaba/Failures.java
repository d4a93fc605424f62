// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds the application's exception in those of the library. */
final class Failures {
  private static final int MAX_WRAPPERS = 16;

  private Failures() {}

  /** Returns the failure of a node in {@code thrown}. */
  static Throwable cause(Throwable thrown) {
    Throwable real = thrown;
    for (int depth = 0; depth < MAX_WRAPPERS && isWrapper(real); depth++) {
      Throwable cause = real.getCause();
      if (cause == null) {
        break;
      }
      real = cause;
    }
    return real;
  }

  /** By exact class: an application's subclass may override getCause arbitrarily. */
  private static boolean isWrapper(Throwable thrown) {
    Class<?> type = thrown.getClass();
    return type == Exception.class
        || type == RuntimeException.class
        || type == CompletionException.class
        || type == ExecutionException.class;
  }
}
