// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.hook.LibraryClasses;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads properties by name: the value of a map, a getter, a method of that name such as a record's,
 * or a field. Nothing is called but what the name stands for. Looked up once per class and name.
 */
final class PropertyAccess {
  private static final ClassValue<Map<String, Optional<MethodHandle>>> FOUND =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<MethodHandle>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private static final int MAX_NAMED = 10;

  private PropertyAccess() {}

  /**
   * Returns the property; null if {@code target} is null.
   *
   * @throws Throwable if there is no such property, or whatever its getter throws
   */
  static @Nullable Object read(@Nullable Object target, String name) throws Throwable {
    if (target == null) {
      return null;
    }
    if (target instanceof Map<?, ?> map && isReadable(map)) {
      return map.get(name);
    }
    if (target instanceof Optional<?> optional) {
      return read(optional.orElse(null), name);
    }
    Map<String, Optional<MethodHandle>> found = FOUND.get(target.getClass());
    Optional<MethodHandle> handle = found.get(name); // computeIfAbsent may lock
    if (handle == null) {
      handle = Optional.ofNullable(find(target.getClass(), name));
      found.put(name, handle);
    }
    if (handle.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no accessible property '%s'; it has %s"
              .formatted(target.getClass().getName(), name, fields(target.getClass())));
    }
    return (Object) handle.get().invokeExact(target);
  }

  /** A map of the JDK's, or a copy of one. */
  private static boolean isReadable(Map<?, ?> map) {
    return LibraryClasses.isOfJdk(map) || map.getClass().getName().startsWith("dev.clew.kit.");
  }

  private static @Nullable MethodHandle find(Class<?> type, String name) {
    String capitalised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String method : new String[] {"get" + capitalised, "is" + capitalised, name}) {
      MethodHandle getter = method(type, method);
      if (getter != null) {
        return getter;
      }
    }
    return field(type, name);
  }

  private static @Nullable MethodHandle method(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      MethodHandle found = declared(each, name);
      if (found != null) {
        return found;
      }
    }
    return inInterfaces(type, name);
  }

  private static @Nullable MethodHandle inInterfaces(@Nullable Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Class<?> inherited : each.getInterfaces()) {
        MethodHandle found = declared(inherited, name);
        found = found == null ? inInterfaces(inherited, name) : found;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable MethodHandle declared(Class<?> type, String name) {
    try {
      Method method = type.getDeclaredMethod(name);
      if (method.getReturnType() == void.class || Modifier.isStatic(method.getModifiers())) {
        return null;
      }
      MethodHandle handle =
          isPublic(type, method.getModifiers())
              ? MethodHandles.publicLookup().unreflect(method)
              : MethodHandles.privateLookupIn(type, MethodHandles.lookup()).unreflect(method);
      return handle.asType(MethodType.genericMethodType(1));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
      return null; // or in a module that is closed to Clew
    }
  }

  private static @Nullable MethodHandle field(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      try {
        Field field = each.getDeclaredField(name);
        if (!Modifier.isStatic(field.getModifiers())) {
          MethodHandle handle =
              isPublic(each, field.getModifiers())
                  ? MethodHandles.publicLookup().unreflectGetter(field)
                  : MethodHandles.privateLookupIn(each, MethodHandles.lookup())
                      .unreflectGetter(field);
          return handle.asType(MethodType.genericMethodType(1));
        }
      } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
        // perhaps in a superclass
      }
    }
    return null;
  }

  /** Returns the names of fields, for a message. */
  private static String fields(Class<?> type) {
    List<String> names = new ArrayList<>();
    try {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && names.size() < MAX_NAMED) {
          names.add(field.getName());
        }
      }
    } catch (LinkageError incomplete) {
      // A class that it refers to is missing.
    }
    return names.isEmpty() ? "no fields" : String.join(", ", names);
  }

  private static boolean isPublic(Class<?> type, int member) {
    return Modifier.isPublic(member) && Modifier.isPublic(type.getModifiers());
  }
}
