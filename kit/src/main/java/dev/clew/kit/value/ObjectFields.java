// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of objects that a model's JSON was turned into and that say nothing of themselves.
 *
 * <p>Only of the first such object's package and below: fields lead anywhere, and a client of some
 * service may hold its key. Types that end up in one answer are declared side by side.
 */
public final class ObjectFields {
  private static final int MAX_FIELDS = 50;

  private @Nullable String home;

  /** Returns the fields of {@code value} by name, or null if it should not be shown by them. */
  public @Nullable Map<String, @Nullable Object> of(Object value) {
    Class<?> type = value.getClass();
    if (!isMute(type) || !isAtHome(type.getPackageName())) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    try {
      for (Class<?> each : fromTheTop(type)) {
        read(value, each, fields);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError closed) {
      return null;
    }
    return fields.isEmpty() ? null : fields;
  }

  private static boolean isMute(Class<?> type) {
    try {
      return !type.isArray()
          && !type.isHidden()
          && type.getMethod("toString").getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException | LinkageError broken) {
      return false;
    }
  }

  private boolean isAtHome(String packageName) {
    if (home == null && !packageName.startsWith("java.") && !packageName.startsWith("javax.")) {
      home = packageName;
    }
    return packageName.equals(home) || packageName.startsWith(home + ".");
  }

  private static Deque<Class<?>> fromTheTop(Class<?> type) {
    Deque<Class<?>> classes = new ArrayDeque<>();
    for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
      classes.push(each);
    }
    return classes;
  }

  private static void read(Object value, Class<?> type, Map<String, @Nullable Object> fields)
      throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      if (fields.size() < MAX_FIELDS
          && !Modifier.isStatic(field.getModifiers())
          && !field.isSynthetic()
          && field.trySetAccessible()) {
        fields.put(field.getName(), field.get(value));
      }
    }
  }
}
