// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.JsonField;
import com.openai.models.ChatModel;
import org.jspecify.annotations.Nullable;

/** Reads a model's name for span names, without using JSON. */
public final class ModelName {
  private ModelName() {}

  /** Returns the text of a field that holds a string, one of the library's enums, or neither. */
  public static @Nullable String of(JsonField<?> field) {
    Object known = Fields.known(field);
    if (known == null) {
      return Fields.text(field);
    }
    if (known instanceof ChatModel model) { // the most common type needs no lookup by name
      return Fields.text(model._value());
    }
    return known instanceof String text ? text : Fields.BY_NAME.text(known, "_value");
  }

  /**
   * Returns the model of a request, read by name: a string, one of the library's enums, or a union
   * of those.
   */
  public static @Nullable String ofRequest(Object request) {
    Object model = Fields.BY_NAME.read(request, "_model");
    Object variant = Fields.BY_NAME.first(model, "string", "chat", "only");
    Object value = variant != null ? variant : model;
    return value instanceof String text ? text : Fields.BY_NAME.text(value, "_value");
  }
}
