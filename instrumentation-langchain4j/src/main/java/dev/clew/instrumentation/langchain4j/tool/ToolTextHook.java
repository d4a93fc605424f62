// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Hooks {@code ToolExecutor.execute}, whose returned text does not show whether the tool failed.
 */
final class ToolTextHook extends ToolHook {
  ToolTextHook(Tracer tracer, ToolContextTransfer transfer) {
    super(tracer, transfer);
  }

  @Override
  @Nullable String text(Object result) {
    return (String) result;
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
