// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.tools.RequestedTools;
import dev.clew.kit.agent.RequestedTool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a {@code Response}, {@code BetaResponse} or compacted response that are
 * needed immediately rather than at rendering.
 */
public record AnsweredResponse(Object response) {
  public @Nullable String id() {
    return Fields.BY_NAME.text(response, "_id");
  }

  public @Nullable String status() {
    Object status = Fields.BY_NAME.read(response, "_status");
    return status instanceof String text ? text : Fields.BY_NAME.text(status, "_value");
  }

  /** Returns whether the model has yet to start or finish its work. */
  public boolean isUnfinished() {
    String status = status();
    return "queued".equals(status) || "in_progress".equals(status);
  }

  /** Returns the error of a failed response, or null. */
  @Nullable SpanError error() {
    if (!"failed".equals(status())) {
      return null;
    }
    Object error = Fields.BY_NAME.read(response, "_error");
    Object code = Fields.BY_NAME.read(error, "_code");
    String errorCode = code instanceof String text ? text : Fields.BY_NAME.text(code, "_value");
    return SpanError.of(
        errorCode == null ? "failed" : errorCode, Fields.BY_NAME.text(error, "_message"));
  }

  List<?> output() {
    return Fields.BY_NAME.read(response, "_output") instanceof List<?> items ? items : List.of();
  }

  /** Returns the tools that the application is asked to run. */
  public List<RequestedTool> requestedTools() {
    List<RequestedTool> requested = new ArrayList<>();
    for (Object item : output()) {
      Object custom = Fields.BY_NAME.read(item, "customToolCall"); // since 3.0
      Object call = custom != null ? custom : Fields.BY_NAME.read(item, "functionCall");
      RequestedTool tool =
          RequestedTools.ofResponse(call, custom != null ? "_input" : "_arguments");
      if (tool != null) {
        requested.add(tool);
      }
    }
    return requested;
  }
}
