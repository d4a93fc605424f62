// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.JsonField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls accessors that only some versions of the library have, and unwraps fields and optionals.
 */
public final class Accessors {
  private Accessors() {}

  /** Returns the accessor's value, unwrapped from its field or optional; null if there is none. */
  public static @Nullable Object read(@Nullable Object target, String accessor) {
    Object value = dev.clew.kit.value.Accessors.read(target, accessor);
    if (value instanceof JsonField<?> field) {
      Optional<?> known = field.asKnown();
      return known.isPresent() ? known.get() : field.asString().orElse(null); // given as raw JSON
    }
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  /** Returns the value of the first accessor that has one. */
  public static @Nullable Object first(@Nullable Object target, String... accessors) {
    for (String accessor : accessors) {
      Object value = read(target, accessor);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Returns the accessor's value if it is a string, or null. */
  public static @Nullable String text(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof String text ? text : null;
  }
}
