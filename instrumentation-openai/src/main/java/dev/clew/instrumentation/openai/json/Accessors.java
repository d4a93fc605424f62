// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.JsonField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
    Optional<MethodHandle> handle =
        FOUND
            .get(target.getClass())
            .computeIfAbsent(accessor, name -> find(target.getClass(), name));
    return handle.isEmpty() ? null : unwrapped(call(handle.get(), target));
  }

  /** Returns the string that the accessor says, or null. */
  public static @Nullable String text(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof String text ? text : null;
  }

  private static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof JsonField<?> field) {
      return field.asKnown().orElse(null);
    }
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  private static @Nullable Object call(MethodHandle accessor, Object target) {
    try {
      return accessor.invoke(target);
    } catch (Throwable notThere) {
      return null;
    }
  }

  private static Optional<MethodHandle> find(Class<?> type, String name) {
    try {
      return Optional.of(MethodHandles.publicLookup().unreflect(type.getMethod(name)));
    } catch (ReflectiveOperationException | RuntimeException absent) {
      return Optional.empty();
    }
  }
}
