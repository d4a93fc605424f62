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
 * Reads the fields of objects that were deserialised from a model's JSON and have no toString.
 *
 * <p>Restricted to the package of the first such object and its subpackages: fields can lead
 * anywhere, and a service client may hold its key. The types of one answer are usually declared
 * side by side.
 */
public final class ObjectFields {
  private static final int MAX_FIELDS = 50;

  private @Nullable String firstPackage;

  /** Returns the fields of {@code value} by name, or null if they should not be read. */
  public @Nullable Map<String, @Nullable Object> of(Object value) {
    Class<?> type = value.getClass();
    if (!lacksToString(type) || !isInFirstPackage(type.getPackageName())) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    try {
      for (Class<?> each : hierarchy(type)) {
        read(value, each, fields);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError closed) {
      return null;
    }
    return fields.isEmpty() ? null : fields;
  }

  private static boolean lacksToString(Class<?> type) {
    try {
      return !type.isArray()
          && !type.isHidden()
          && type.getMethod("toString").getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException | LinkageError broken) {
      return false;
    }
  }

  private boolean isInFirstPackage(String packageName) {
    if (firstPackage == null
        && !packageName.startsWith("java.")
        && !packageName.startsWith("javax.")) {
      firstPackage = packageName;
    }
    return packageName.equals(firstPackage) || packageName.startsWith(firstPackage + ".");
  }

  private static Deque<Class<?>> hierarchy(Class<?> type) {
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
