// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.LibraryClasses;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Finds the container's own request beneath the wrappers that filters have put around it: the
 * application's filters may do anything when asked for a header.
 */
final class ContainerRequests {
  private static final LibraryClasses CONTAINERS =
      LibraryClasses.in(
          "org.apache.catalina.",
          "org.eclipse.jetty.",
          "io.undertow.",
          "org.springframework.mock.",
          "com.ibm.ws.",
          "weblogic.servlet.");

  private static final int MAX_WRAPPERS = 32;

  /** A field, because the application may override the method that returns it. */
  private static final @Nullable Field WRAPPED = wrapped();

  private ContainerRequests() {}

  /** Returns the container's own request, or null if it cannot be identified. */
  static @Nullable HttpServletRequest unwrap(Object request) {
    Object inner = request;
    for (int i = 0; i < MAX_WRAPPERS && inner instanceof ServletRequestWrapper wrapper; i++) {
      inner = inner(wrapper);
    }
    return CONTAINERS.mayCall(inner) && inner instanceof HttpServletRequest http ? http : null;
  }

  private static @Nullable Object inner(ServletRequestWrapper wrapper) {
    try {
      return WRAPPED == null ? null : WRAPPED.get(wrapper);
    } catch (IllegalAccessException | RuntimeException closed) {
      return null;
    }
  }

  private static @Nullable Field wrapped() {
    for (Field field : ServletRequestWrapper.class.getDeclaredFields()) {
      if (field.getType() == ServletRequest.class && field.trySetAccessible()) {
        return field;
      }
    }
    return null;
  }
}
