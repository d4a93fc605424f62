// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import com.anthropic.core.ObjectMappers;
import dev.clew.kit.value.JsonTree;
import org.jspecify.annotations.Nullable;

/** Converts objects of the library to trees. For the export thread only. */
final class SessionJson {
  private SessionJson() {}

  /** Returns the JSON of an object of the library; empty for null. */
  static JsonTree read(@Nullable Object libraryObject) {
    return libraryObject == null
        ? JsonTree.EMPTY
        : JsonTree.of(ObjectMappers.jsonMapper().convertValue(libraryObject, Object.class));
  }
}
