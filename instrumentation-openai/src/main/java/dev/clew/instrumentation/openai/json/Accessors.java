// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.JsonField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls public accessors that only some versions of the library have.
 *
 * <p>A direct call would make the reference check turn the whole hook off where the accessor is
 * missing. Handles are looked up once per class and name.
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

  /** Returns what the accessor says, out of its field or optional; null if there is nothing. */
  public static @Nullable Object read(@Nullable Object target, String accessor) {
    if (target == null) {
      return null;
    }
    Map<String, Optional<MethodHandle>> found = FOUND.get(target.getClass());
    Optional<MethodHandle> handle = found.get(accessor); // computeIfAbsent may lock
    if (handle == null) {
      handle = found.computeIfAbsent(accessor, name -> find(target.getClass(), name));
    }
    return handle.isEmpty() ? null : unwrapped(call(handle.get(), target));
  }

  /** Returns what the first of the accessors says that says anything. */
  public static @Nullable Object first(@Nullable Object target, String... accessors) {
    for (String accessor : accessors) {
      Object value = read(target, accessor);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Returns the string that the accessor says, or null. */
  public static @Nullable String text(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof String text ? text : null;
  }

  private static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof JsonField<?> field) {
      Optional<?> known = field.asKnown();
      return known.isPresent() ? known.get() : field.asString().orElse(null); // given as raw JSON
    }
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  private static @Nullable Object call(MethodHandle accessor, Object target) {
    try {
      return accessor.invokeExact(target);
    } catch (Throwable notThere) {
      return null;
    }
  }

  private static Optional<MethodHandle> find(Class<?> type, String name) {
    try {
      MethodHandle accessor = MethodHandles.publicLookup().unreflect(type.getMethod(name));
      return Optional.of(accessor.asType(MethodType.genericMethodType(1)));
    } catch (ReflectiveOperationException | RuntimeException absent) {
      return Optional.empty();
    }
  }
}
