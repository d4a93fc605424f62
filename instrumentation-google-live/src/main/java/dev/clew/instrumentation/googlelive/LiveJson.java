// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.JsonSerializable;
import dev.clew.kit.value.JsonTree;
import org.jspecify.annotations.Nullable;

/** Reads JSON that the library has written. For the export thread only. */
final class LiveJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LiveJson() {}

  /** Returns {@code text} as a tree; empty if it is not an object. */
  static JsonTree parse(@Nullable String text) {
    try {
      return text == null ? JsonTree.EMPTY : JsonTree.of(MAPPER.readValue(text, Object.class));
    } catch (JsonProcessingException notJson) {
      return JsonTree.EMPTY;
    }
  }

  /** Returns an object that the library has read from JSON as a tree. */
  static JsonTree of(@Nullable JsonSerializable libraryObject) {
    return libraryObject == null ? JsonTree.EMPTY : parse(libraryObject.toJson());
  }
}
