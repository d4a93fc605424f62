// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An accessor that only some versions of the library have. A compiled call would turn off the hook
 * where it is missing.
 *
 * @param handle null if this version lacks it
 */
record OptionalAccessor(String name, @Nullable MethodHandle handle) {
  /** Looks up the accessor in a public class; the objects' own classes are package-private. */
  static OptionalAccessor of(Class<?> type, String name) {
    try {
      MethodHandle found =
          MethodHandles.publicLookup()
              .findVirtual(type, name, MethodType.methodType(Optional.class));
      return new OptionalAccessor(name, found);
    } catch (ReflectiveOperationException | LinkageError absent) {
      return new OptionalAccessor(name, null);
    }
  }

  /** Returns the value, or null if there is none. */
  @Nullable Object read(Object target) {
    if (handle == null) {
      return null;
    }
    try {
      return handle.invoke(target) instanceof Optional<?> value ? value.orElse(null) : null;
    } catch (Throwable unreadable) {
      return null;
    }
  }
}
