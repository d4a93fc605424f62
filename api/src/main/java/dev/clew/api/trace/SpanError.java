// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a span failed.
 *
 * @param type the exception's class name, or a short name of the failure
 * @param message what it says; null with a throwable means that the export thread asks it
 * @param throwable what was thrown, or null if the failure was a returned value
 */
public record SpanError(String type, @Nullable String message, @Nullable Throwable throwable) {
  private static final int MAX_UNWRAPPED = 8;

  /** Returns the error that {@code thrown} stands for: wrappers of the JDK are peeled off. */
  public static SpanError of(Throwable thrown) {
    Throwable real = thrown;
    for (int depth = 0; depth < MAX_UNWRAPPED && isWrapper(real); depth++) {
      Throwable cause = real.getCause();
      if (cause == null) {
        break;
      }
      real = cause;
    }
    return new SpanError(real.getClass().getName(), null, real);
  }

  /** Returns an error that no exception stands for. */
  public static SpanError of(String type, @Nullable String message) {
    return new SpanError(type, message, null);
  }

  private static boolean isWrapper(Throwable thrown) {
    // By class: a subclass of the application's may have a getCause that does anything.
    Class<?> type = thrown.getClass();
    return type == CompletionException.class
        || type == ExecutionException.class
        || type == InvocationTargetException.class
        || type == UndeclaredThrowableException.class;
  }
}
