// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.JsonBaseModel;
import com.google.genai.types.Schema;
import java.util.Map;

/** The only class that sees the application's Jackson, which the library's types bring along. */
final class AdkJson {
  private AdkJson() {}

  /** Returns a schema as a tree; on the export thread. */
  static Map<?, ?> tree(Schema schema) {
    return JsonBaseModel.getMapper().convertValue(schema, Map.class);
  }
}
