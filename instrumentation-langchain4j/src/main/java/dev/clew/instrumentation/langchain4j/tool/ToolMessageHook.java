// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code ToolService.executeWithErrorHandling} of 1.4 and 1.5, whose result does not show
 * whether the tool failed.
 */
final class ToolMessageHook extends ToolHook {
  ToolMessageHook(Tracer tracer, ToolContextTransfer transfer) {
    super(tracer, transfer);
  }

  @Override
  @Nullable String text(Object result) {
    return LibraryObjects.mayCall(result) ? ((ToolExecutionResultMessage) result).text() : null;
  }

  @Override
  @Nullable String errorText(Object result) {
    return null;
  }

  @Override
  boolean isSuccess(Object result) {
    return false;
  }
}
