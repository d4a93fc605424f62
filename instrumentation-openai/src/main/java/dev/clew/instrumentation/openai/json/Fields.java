// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.JsonField;
import com.openai.core.JsonString;
import com.openai.core.KnownValue;
import dev.clew.kit.value.FieldReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields like their own accessors but without optionals, of which a call would otherwise
 * create a dozen or more on the application's thread.
 */
public final class Fields {
  /**
   * Reads fields that only some versions of the library have, or types without a common supertype.
   */
  public static final FieldReader BY_NAME = new FieldReader(Fields::unwrapped);

  private Fields() {}

  private static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof JsonField<?> field) {
      Object known = known(field);
      return known != null ? known : text(field); // given as raw JSON
    }
    return value;
  }

  /** Returns the value of {@link JsonField#asKnown}, or null. */
  @SuppressWarnings("unchecked") // a field's type argument is that of its value
  public static <T> @Nullable T known(JsonField<T> field) {
    return field instanceof KnownValue<?> ? ((KnownValue<T>) field).value() : null;
  }

  /** Returns the value of {@link JsonField#asString}, or null. */
  public static @Nullable String text(@Nullable JsonField<?> field) {
    if (field instanceof KnownValue<?> known) {
      return known.value() instanceof String text ? text : null;
    }
    return field instanceof JsonString text ? text.value() : null;
  }

  /** Returns the field's list; empty if there is none. */
  public static <T> List<T> list(JsonField<? extends List<T>> field) {
    List<T> known = known(field);
    return known == null ? List.of() : known;
  }
}
