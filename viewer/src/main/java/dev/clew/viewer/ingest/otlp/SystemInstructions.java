// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import org.jspecify.annotations.Nullable;

/** {@code gen_ai.system_instructions}: a text, or text parts. */
final class SystemInstructions {

  private SystemInstructions() {}

  static @Nullable String text(@Nullable JsonNode given) {
    if (given == null || !given.isArray()) {
      return Json.textOrJson(given);
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : given) {
      JsonNode content = part.has("content") ? part.get("content") : part;
      String piece = Json.textOrJson(content);
      if (piece != null) {
        text.append(text.isEmpty() ? "" : "\n").append(piece);
      }
    }
    return text.isEmpty() ? null : text.toString();
  }
}
