// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import com.anthropic.core.JsonField;
import dev.clew.kit.value.FieldReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the library's objects. */
final class Fields {
  static final FieldReader BY_NAME = new FieldReader(Fields::unwrapped);

  private Fields() {}

  private static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof JsonField<?> field) {
      Optional<?> known = field.asKnown();
      return known.isPresent() ? known.get() : field.asString().orElse(null); // given as raw JSON
    }
    return value;
  }
}
