// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import dev.clew.api.hook.LibraryClasses;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identifies responses whose status and headers are safe to read. An application may use its own
 * HTTP client, whose responses the library wraps in its own: calling the outer one calls the inner
 * one.
 */
public final class ResponseOrigin {
  private static final int MAX_DEPTH = 8;

  private final LibraryClasses library;
  private final Class<?> response;

  /** The fields of a class that hold other responses; null if they cannot be read. */
  private final ClassValue<Field @Nullable []> inner =
      new ClassValue<>() {
        @Override
        protected Field @Nullable [] computeValue(Class<?> type) {
          return fields(type);
        }
      };

  /**
   * Creates the check.
   *
   * @param response the library's interface of responses
   */
  public ResponseOrigin(LibraryClasses library, Class<?> response) {
    this.library = library;
    this.response = response;
  }

  /**
   * Returns whether {@code response}, and every response it delegates to, are the library's own.
   */
  public boolean isOfLibrary(Object response) {
    return isOfLibrary(response, 0);
  }

  private boolean isOfLibrary(Object each, int depth) {
    Field[] fields = library.mayCall(each) ? inner.get(each.getClass()) : null;
    if (fields == null || depth == MAX_DEPTH) {
      return false;
    }
    for (Field field : fields) {
      Object next = value(field, each);
      if (next != null && !isOfLibrary(next, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object value(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Field @Nullable [] fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && response.isAssignableFrom(field.getType())) {
          if (!field.trySetAccessible()) {
            return null;
          }
          fields.add(field);
        }
      }
    }
    return fields.toArray(new Field[0]);
  }
}
