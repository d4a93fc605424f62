// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.HttpResponse;
import dev.clew.api.hook.LibraryClasses;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identifies responses whose status and headers are safe to read. An application may use its own
 * {@code HttpClient}, whose responses the library wraps in its own: calling the outer one calls the
 * inner one.
 */
public final class Responses {
  private static final LibraryClasses LIBRARY =
      LibraryClasses.in("com.openai.", "org.springframework.ai.");

  private static final int MAX_DEPTH = 8;

  /** The fields of a class that hold other responses; null if they cannot be read. */
  private static final ClassValue<Field @Nullable []> INNER =
      new ClassValue<>() {
        @Override
        protected Field @Nullable [] computeValue(Class<?> type) {
          return fields(type);
        }
      };

  private Responses() {}

  /**
   * Returns whether {@code response}, and every response it delegates to, are the library's own.
   */
  public static boolean mayCall(HttpResponse response) {
    return mayCall(response, 0);
  }

  private static boolean mayCall(HttpResponse response, int depth) {
    Field[] fields = LIBRARY.mayCall(response) ? INNER.get(response.getClass()) : null;
    if (fields == null || depth == MAX_DEPTH) {
      return false;
    }
    for (Field field : fields) {
      HttpResponse inner = value(field, response);
      if (inner != null && !mayCall(inner, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether an exception is the library's own; applications may subclass those. */
  public static boolean mayCall(Throwable thrown) {
    return LIBRARY.mayCall(thrown);
  }

  private static @Nullable HttpResponse value(Field field, Object of) {
    try {
      return (HttpResponse) field.get(of);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Field @Nullable [] fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && HttpResponse.class.isAssignableFrom(field.getType())) {
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
