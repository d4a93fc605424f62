// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.agent.ToolRun;
import dev.clew.kit.value.RetainedBytes;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;

/** The model's tool requests, by which executions are recognised. */
public final class ToolRequests {
  private ToolRequests() {}

  /** Returns the payload for {@code request}; with some providers it may lack a name. */
  static ToolPayload payload(ToolExecutionRequest request) {
    ToolExecutionRequest known = LibraryObjects.callableOrNull(request);
    String arguments = known == null ? null : known.arguments();
    return new ToolPayload(
        name(known),
        () -> arguments,
        RetainedBytes.of(arguments),
        known == null ? null : known.id());
  }

  /** Starts the span of an execution under {@code parent}. */
  public static ToolRun start(Tracer tracer, Context parent, ToolExecutionRequest request) {
    return ToolRun.start(tracer, parent, request, payload(request));
  }

  /** Returns whether {@code request} is for the execution {@code run}. */
  static boolean isFor(@Nullable ToolRun run, ToolExecutionRequest request) {
    ToolExecutionRequest known = LibraryObjects.callableOrNull(request);
    return run != null && run.matches(request, known == null ? null : known.id(), name(known));
  }

  private static String name(@Nullable ToolExecutionRequest request) {
    String name = request == null ? null : request.name();
    return name == null ? "tool" : name;
  }

  /**
   * Returns whether {@code request} is that of {@code run}, passed on to an MCP server, where the
   * tool may have another name than the model was given.
   */
  @SuppressWarnings(
      "ReferenceEquality") // the arguments are passed on as the same object; equal ones may be
  // coincidence
  public static boolean isBehind(@Nullable ToolRun run, ToolExecutionRequest request) {
    if (run == null || isFor(run, request)) {
      return run != null;
    }
    if (!(run.request() instanceof ToolExecutionRequest running)
        || !LibraryObjects.mayCall(running)
        || !LibraryObjects.mayCall(request)) {
      return false;
    }
    return running.id() != null
        ? running.id().equals(request.id())
        : request.arguments() != null && request.arguments() == running.arguments();
  }
}
