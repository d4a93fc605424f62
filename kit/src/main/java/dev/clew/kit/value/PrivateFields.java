// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields without an accessor, such as the client that a service keeps to itself. Looked up
 * once per class and name; a field that is missing reads as null.
 */
public final class PrivateFields {
  private static final ClassValue<Map<String, Optional<MethodHandle>>> FOUND =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<MethodHandle>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private PrivateFields() {}

  /** Returns the value of the field {@code name} of {@code target}; null if it cannot be read. */
  public static @Nullable Object read(@Nullable Object target, String name) {
    return target == null ? null : read(target, target.getClass(), name);
  }

  /**
   * Returns the value of the field {@code name} that {@code type} declares or inherits, whatever a
   * subclass of it declares; null if it cannot be read.
   */
  public static @Nullable Object read(Object target, Class<?> type, String name) {
    Map<String, Optional<MethodHandle>> found = FOUND.get(type);
    Optional<MethodHandle> getter = found.get(name); // computeIfAbsent may lock
    if (getter == null) {
      getter = found.computeIfAbsent(name, wanted -> find(type, wanted));
    }
    return getter.isEmpty() ? null : call(getter.get(), target);
  }

  private static Optional<MethodHandle> find(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return getter(each, field);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<MethodHandle> getter(Class<?> type, Field field) {
    try {
      MethodHandle getter =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup()).unreflectGetter(field);
      return Optional.of(getter.asType(MethodType.genericMethodType(1)));
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return Optional.empty();
    }
  }

  private static @Nullable Object call(MethodHandle getter, Object target) {
    try {
      return (Object) getter.invokeExact(target);
    } catch (Throwable unreadable) {
      return null;
    }
  }
}
