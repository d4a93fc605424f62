// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls public accessors that only some versions of a library have.
 *
 * <p>With a compiled call, the reference check would switch off the entire hook where the accessor
 * is missing. Method handles are looked up once per class and name.
 */
public final class Accessors {
  private static final ClassValue<Map<String, Optional<MethodHandle>>> FOUND =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<MethodHandle>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private Accessors() {}

  /**
   * Returns the result of the public method {@code name} of {@code target}; null if it cannot be
   * called.
   */
  public static @Nullable Object read(@Nullable Object target, String name) {
    if (target == null) {
      return null;
    }
    Map<String, Optional<MethodHandle>> found = FOUND.get(target.getClass());
    Optional<MethodHandle> handle = found.get(name); // computeIfAbsent may lock
    if (handle == null) {
      handle = found.computeIfAbsent(name, wanted -> find(target.getClass(), wanted));
    }
    return handle.isEmpty() ? null : call(handle.get(), target);
  }

  /** Returns the accessor's result if it is a string, or null. */
  public static @Nullable String text(@Nullable Object target, String name) {
    return read(target, name) instanceof String text ? text : null;
  }

  private static @Nullable Object call(MethodHandle accessor, Object target) {
    try {
      return accessor.invokeExact(target);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static Optional<MethodHandle> find(Class<?> type, String name) {
    try {
      Method declared = declared(type, name);
      if (declared == null) {
        return Optional.empty();
      }
      MethodHandle accessor = MethodHandles.publicLookup().unreflect(declared);
      return Optional.of(accessor.asType(MethodType.genericMethodType(1)));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
      return Optional.empty();
    }
  }

  /** Returns the method as a public type declares it: the class itself may not be public. */
  private static @Nullable Method declared(Class<?> type, String name) {
    try {
      Method method = type.getMethod(name);
      if (Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
        return method;
      }
    } catch (NoSuchMethodException absent) {
      return null;
    }
    List<Class<?>> supertypes = new ArrayList<>(List.of(type.getInterfaces()));
    Class<?> superclass = type.getSuperclass();
    if (superclass != null) {
      supertypes.add(superclass);
    }
    for (Class<?> each : supertypes) {
      Method method = declared(each, name);
      if (method != null) {
        return method;
      }
    }
    return null;
  }
}
