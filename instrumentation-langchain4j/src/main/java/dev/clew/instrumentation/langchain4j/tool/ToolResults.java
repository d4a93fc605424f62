// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.instrumentation.langchain4j.message.Contents;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.service.tool.ToolExecutionResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tool results, which exist since 1.6. */
final class ToolResults {
  private ToolResults() {}

  static @Nullable String text(ToolExecutionResult result) {
    if (!LibraryObjects.mayCall(result)) {
      return null;
    }
    // Since 1.13 a result may have several parts, and then resultText() throws.
    if (Accessors.read(result, "resultContents") instanceof List<?> contents) {
      return Contents.text(contents);
    }
    return result.resultText();
  }
}
