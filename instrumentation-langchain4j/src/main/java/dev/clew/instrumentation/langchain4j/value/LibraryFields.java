// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.value;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields that the library's classes declare from objects whose methods must not be called,
 * because the application has subclassed or mocked the class.
 *
 * <p>In a mock all of them are empty.
 */
public final class LibraryFields {
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return declaredByLibrary(type);
        }
      };

  private LibraryFields() {}

  /** Returns the value of the first field of the given name and type, or null. */
  public static <T> @Nullable T named(Object object, String name, Class<T> type) {
    for (Field field : FIELDS.get(object.getClass())) {
      if (field.getName().equals(name) && type.isAssignableFrom(field.getType())) {
        return type.cast(value(field, object));
      }
    }
    return null;
  }

  private static @Nullable Object value(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException | RuntimeException closed) {
      return null;
    }
  }

  private static List<Field> declaredByLibrary(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (LibraryObjects.contains(each)) {
        addFields(each, fields);
      }
    }
    return List.copyOf(fields);
  }

  private static void addFields(Class<?> type, List<Field> fields) {
    try {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
          fields.add(field);
        }
      }
    } catch (RuntimeException | LinkageError closed) {
      fields.clear();
    }
  }
}
