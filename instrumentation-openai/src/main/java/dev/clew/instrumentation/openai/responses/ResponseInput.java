// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.instrumentation.openai.json.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of a request as stored by the library: a string, or a list of items whose accessor
 * differs between request classes.
 */
final class ResponseInput {
  private ResponseInput() {}

  /** Returns the items; empty if the input is a string. */
  static List<?> items(@Nullable Object input) {
    Object items =
        input instanceof List<?>
            ? input
            : Fields.BY_NAME.first(
                input, "response", "responseInputItems", "betaResponse", "betaResponseInputItems");
    return items instanceof List<?> list ? list : List.of();
  }
}
