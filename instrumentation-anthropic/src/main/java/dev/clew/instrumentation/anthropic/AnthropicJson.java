// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.core.ObjectMappers;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Converts objects of the library to trees, with the library's own mapper. For the export thread
 * only.
 */
final class AnthropicJson {
  private AnthropicJson() {}

  /** Returns the JSON of an object of the library; empty for null. */
  static JsonTree read(@Nullable Object libraryObject) {
    return JsonTree.of(plain(libraryObject));
  }

  private static @Nullable Object plain(@Nullable Object libraryObject) {
    return libraryObject == null
        ? null
        : ObjectMappers.jsonMapper().convertValue(libraryObject, Object.class);
  }

  /** A tool's arguments as an object of the library, rendered on the export thread. */
  record Arguments(@Nullable Object json) {
    @Override
    public String toString() {
      return String.valueOf(JsonWriter.textOrJson(plain(json)));
    }
  }
}
