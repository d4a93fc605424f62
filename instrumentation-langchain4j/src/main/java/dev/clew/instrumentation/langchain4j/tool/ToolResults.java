// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.instrumentation.langchain4j.message.Contents;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a tool returns, by name: a text, since 1.6 also a {@code ToolExecutionResult}, and in
 * some places a message before that.
 */
public final class ToolResults {
  private ToolResults() {}

  /** Returns the text for the model, or null if there is none that may be read. */
  public static @Nullable String text(@Nullable Object result) {
    if (result instanceof String text) {
      return text;
    }
    // Since 1.13 a result may have several parts, and then resultText() throws.
    if (Accessors.read(result, "resultContents") instanceof List<?> contents) {
      return Contents.text(contents);
    }
    Object text = Accessors.read(result, "resultText");
    return (text != null ? text : Accessors.read(result, "text")) instanceof String known
        ? known
        : null;
  }

  /** Returns whether a result says that the tool failed; null if it says nothing about that. */
  static @Nullable Boolean isError(Object result) {
    return Accessors.read(result, "isError") instanceof Boolean error ? error : null;
  }
}
