// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.instrumentation.openai.json.Accessors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of a request, as the library holds it: one text, or a list of items that goes by
 * another name in each of its request classes.
 */
final class ResponseInput {
  private ResponseInput() {}

  /** Returns the items, none if the input is a text. */
  static List<?> items(@Nullable Object input) {
    Object items =
        input instanceof List<?>
            ? input
            : Accessors.first(
                input, "response", "responseInputItems", "betaResponse", "betaResponseInputItems");
    return items instanceof List<?> list ? list : List.of();
  }
}
