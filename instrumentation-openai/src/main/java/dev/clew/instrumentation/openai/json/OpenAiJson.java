// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import dev.clew.kit.value.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Converts objects of the library to trees. For the export thread only. */
public final class OpenAiJson {
  private OpenAiJson() {}

  /** Returns the JSON of an object of the library, using the library's own mapper. */
  public static JsonTree read(Object libraryObject) {
    JsonMapper mapper = ObjectMappers.jsonMapper();
    TreeGenerator tree = new TreeGenerator(mapper);
    try {
      mapper.writeValue(tree, libraryObject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonTree.of(tree.tree());
  }

  /** Returns the JSON of a request's body; empty if it has none. */
  public static JsonTree readBody(Object params) {
    Object body = Fields.BY_NAME.read(params, "_body");
    return body == null ? JsonTree.EMPTY : read(body);
  }
}
