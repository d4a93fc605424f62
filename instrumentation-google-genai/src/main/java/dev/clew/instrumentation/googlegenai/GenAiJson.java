// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.clew.kit.value.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * Converts the library's objects to trees, inline media as arrays of bytes. For the export thread
 * only.
 *
 * <p>With a mapper of Clew's own, because that of the library is out of reach in 1.0.
 */
final class GenAiJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
          .registerModule(new Jdk8Module())
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  private GenAiJson() {}

  /** Returns the JSON of an object of the library; empty for null and for anything else. */
  static JsonTree read(@Nullable Object libraryObject) {
    Object own = GenAiLibrary.own(libraryObject);
    return own == null ? JsonTree.EMPTY : JsonTree.of(MAPPER.convertValue(own, Object.class));
  }
}
