// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.JsonField;
import dev.clew.kit.value.Accessors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the library's objects by the names of their accessors, which beta and plain messages share
 * while their types differ, as they do between versions.
 */
final class Fields {
  private Fields() {}

  /** Returns the accessor's value, unwrapped from its field or optional; null if there is none. */
  static @Nullable Object read(@Nullable Object target, String accessor) {
    Object value = Accessors.read(target, accessor);
    if (value instanceof JsonField<?> field) {
      Optional<?> known = field.asKnown();
      return known.isPresent() ? known.get() : field.asString().orElse(null); // given as raw JSON
    }
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }

  /** Returns the value of the first accessor that has one. */
  static @Nullable Object first(@Nullable Object target, String... accessors) {
    for (String accessor : accessors) {
      Object value = read(target, accessor);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Returns the accessor's value if it is a string, or null. */
  static @Nullable String text(@Nullable Object target, String accessor) {
    return read(target, accessor) instanceof String text ? text : null;
  }

  /** Returns the accessor's value if it is a list; otherwise an empty one. */
  static List<?> list(@Nullable Object target, String... accessors) {
    return first(target, accessors) instanceof List<?> list ? list : List.of();
  }

  /** Returns the model that a request names: a string or the library's enum. */
  static @Nullable String model(Object params) {
    Object model = read(params, "_model");
    return model instanceof String text ? text : text(model, "_value");
  }
}
