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
 * @param type the exception's class name, or a short name for the failure
 * @param message the message; if null and there is a throwable, the export thread reads it from
 *     there
 * @param throwable the exception, or null if the failure was a returned value
 */
public record SpanError(String type, @Nullable String message, @Nullable Throwable throwable) {
  private static final int MAX_UNWRAPPED = 8;

  /** Returns the error for {@code thrown}, with the JDK's wrapper exceptions removed. */
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

  /** Returns an error without an exception. */
  public static SpanError of(String type, @Nullable String message) {
    return new SpanError(type, message, null);
  }

  private static boolean isWrapper(Throwable thrown) {
    // By exact class: an application's subclass may override getCause arbitrarily.
    Class<?> type = thrown.getClass();
    return type == CompletionException.class
        || type == ExecutionException.class
        || type == InvocationTargetException.class
        || type == UndeclaredThrowableException.class;
  }
}
