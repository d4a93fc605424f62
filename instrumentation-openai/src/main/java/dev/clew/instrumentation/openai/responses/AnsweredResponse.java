// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.json.Accessors;
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
    return Accessors.text(response, "_id");
  }

  public @Nullable String status() {
    Object status = Accessors.read(response, "_status");
    return status instanceof String text ? text : Accessors.text(status, "_value");
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
    Object error = Accessors.read(response, "_error");
    Object code = Accessors.read(error, "_code");
    String errorCode = code instanceof String text ? text : Accessors.text(code, "_value");
    return SpanError.of(
        errorCode == null ? "failed" : errorCode, Accessors.text(error, "_message"));
  }

  List<?> output() {
    return Accessors.read(response, "_output") instanceof List<?> items ? items : List.of();
  }

  /** Returns the tools that the application is asked to run. */
  public List<RequestedTool> requestedTools() {
    List<RequestedTool> requested = new ArrayList<>();
    for (Object item : output()) {
      Object custom = Accessors.read(item, "customToolCall"); // since 3.0
      Object call = custom != null ? custom : Accessors.read(item, "functionCall");
      RequestedTool tool =
          RequestedTools.ofResponse(call, custom != null ? "_input" : "_arguments");
      if (tool != null) {
        requested.add(tool);
      }
    }
    return requested;
  }
}
