// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.service.tool.ToolExecutionResult;
import org.jspecify.annotations.Nullable;

/**
 * Traces the methods that return a {@code ToolExecutionResult}, since 1.6: {@code
 * ToolService.executeWithErrorHandling}, through which every tool of an AI service goes, and {@code
 * ToolExecutor.executeWithContext}, whose default also covers lambdas.
 */
final class ToolResultHook extends ToolHook {
  ToolResultHook(Tracer tracer, ToolContextTransfer transfer) {
    super(tracer, transfer);
  }

  @Override
  @Nullable String text(Object result) {
    return ToolResults.text((ToolExecutionResult) result);
  }

  @Override
  @Nullable String errorText(Object result) {
    return isSuccess(result) || !LibraryObjects.mayCall(result) ? null : text(result);
  }

  @Override
  boolean isSuccess(Object result) {
    return LibraryObjects.mayCall(result) && !((ToolExecutionResult) result).isError();
  }
}
