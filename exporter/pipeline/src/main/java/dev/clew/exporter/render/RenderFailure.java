// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Describes why something could not be rendered: class and place, not the message, which is
 * content.
 */
final class RenderFailure {
  private RenderFailure() {}

  static SpanRendering.Gap gap(Throwable thrown) {
    String missing = missingClass(thrown);
    if (missing != null) {
      return new SpanRendering.Gap(
          ContentLoss.CLASS_NOT_LOADABLE,
          ContentLoss.CLASS_NOT_LOADABLE + ": " + missing + " (was its class loader closed?)",
          true);
    }
    return new SpanRendering.Gap(
        ContentLoss.RENDER_FAILURE, ContentLoss.RENDER_FAILURE + ": " + place(thrown), true);
  }

  /** The message of these exceptions consists only of the missing class's name. */
  private static @Nullable String missingClass(Throwable thrown) {
    if (thrown.getClass() == NoClassDefFoundError.class) {
      String message = thrown.getMessage();
      return message == null || message.contains(" ") ? null : message.replace('/', '.');
    }
    if (thrown.getClass() == TypeNotPresentException.class) {
      return ((TypeNotPresentException) thrown).typeName();
    }
    return thrown.getClass() == IllegalStateException.class && isOfClassLoader(thrown)
        ? "a class of a stopped application"
        : null;
  }

  /** Tomcat's class loader throws this once its application is stopped. */
  private static boolean isOfClassLoader(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .limit(4)
        .anyMatch(frame -> frame.getClassName().contains("ClassLoader"));
  }

  private static String place(Throwable thrown) {
    String failure = thrown.getClass().getName();
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return failure + (frames.length == 0 ? "" : " at " + frames[0]);
    } catch (Throwable ignored) { // the exception may be the application's as well
      return failure + " at an unknown place";
    }
  }
}
