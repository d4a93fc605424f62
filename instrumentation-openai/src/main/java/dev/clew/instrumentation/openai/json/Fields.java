// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.JsonField;
import com.openai.core.JsonString;
import com.openai.core.KnownValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields as their own accessors do, without the optionals, of which a call would make a dozen
 * and more on the application's thread.
 */
public final class Fields {
  private Fields() {}

  /** Returns what {@link JsonField#asKnown} does, or null. */
  @SuppressWarnings("unchecked") // the type argument of a field is that of its value
  public static <T> @Nullable T known(JsonField<T> field) {
    return field instanceof KnownValue<?> ? ((KnownValue<T>) field).value() : null;
  }

  /** Returns what {@link JsonField#asString} does, or null. */
  public static @Nullable String text(@Nullable JsonField<?> field) {
    if (field instanceof KnownValue<?> known) {
      return known.value() instanceof String text ? text : null;
    }
    return field instanceof JsonString text ? text.value() : null;
  }

  /** Returns the known list in the field; empty if there is none. */
  public static <T> List<T> list(JsonField<? extends List<T>> field) {
    List<T> known = known(field);
    return known == null ? List.of() : known;
  }
}
