// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.instrumentation.langchain4j.value.Accessors;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a server's answer by reflection: it is a tree of the application's own Jackson,
 * which instrumentations cannot refer to.
 */
final class McpAnswer {
  private McpAnswer() {}

  /** Returns the text at {@code path}; empty if there is none or the answer has not arrived. */
  static String text(@Nullable CompletableFuture<?> answer, String... path) {
    if (answer == null || !answer.isDone() || answer.isCompletedExceptionally()) {
      return "";
    }
    Object node = answer.join();
    try {
      for (String name : path) {
        if (node == null) {
          return "";
        }
        node = node.getClass().getMethod("path", String.class).invoke(node, name);
      }
    } catch (ReflectiveOperationException notATree) {
      return "";
    }
    return Accessors.read(node, "asText") instanceof String text ? text : "";
  }
}
