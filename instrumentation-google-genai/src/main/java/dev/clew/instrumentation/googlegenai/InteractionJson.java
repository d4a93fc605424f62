// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.gaos.utils.Utils;
import dev.clew.kit.value.JsonTree;
import org.jspecify.annotations.Nullable;

/** Converts objects of the Interactions API to trees. For the export thread only. */
final class InteractionJson {
  private static final ObjectMapper MAPPER =
      Utils.mapper().copy().registerModule(GenAiJson.ownValuesAsText());

  private InteractionJson() {}

  /** Returns the JSON of an object of the library; empty for null and for anything else. */
  static JsonTree read(@Nullable Object libraryObject) {
    return JsonTree.of(plain(GenAiLibrary.own(libraryObject)));
  }

  /** Returns the value of a field of the library's objects as a tree. */
  static @Nullable Object plain(@Nullable Object value) {
    return value == null ? null : MAPPER.convertValue(value, Object.class);
  }
}
