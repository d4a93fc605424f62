// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.openai.core.ObjectMappers;
import dev.clew.kit.value.JsonTree;

/** Turns objects of the library into trees. For the export thread only. */
public final class OpenAiJson {
  private OpenAiJson() {}

  /** Returns the JSON of an object of the library, made with the library's own mapper. */
  public static JsonTree read(Object libraryObject) {
    // By way of JsonValue it would be two conversions, and half of what the export thread does.
    return JsonTree.of(ObjectMappers.jsonMapper().convertValue(libraryObject, Object.class));
  }
}
