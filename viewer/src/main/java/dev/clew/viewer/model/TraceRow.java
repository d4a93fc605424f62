// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trace in a list.
 *
 * @param endNanos {@link SpanRow#OPEN} while it runs
 * @param durationNanos while it runs, up to the last thing received
 * @param finding the first line of what happened
 * @param shape bars {@code [type, start, width, error]}, see openapi.yaml
 * @param toolCalls runs of tools
 * @param largestArguments of a tool's run, in characters
 * @param longestToolNanos the longest run of a tool; one that runs counts up to the last thing
 *     received
 */
public record TraceRow(
    String id,
    String name,
    Status status,
    @Nullable String service,
    @Nullable String group,
    @Nullable String user,
    Map<String, String> metadata,
    long startNanos,
    long endNanos,
    long durationNanos,
    @Nullable String input,
    @Nullable String output,
    @Nullable FindingBrief finding,
    List<ShapeBar> shape,
    int spans,
    long droppedSpans,
    int errors,
    int modelCalls,
    int toolCalls,
    int retries,
    int largestArguments,
    long longestToolNanos,
    @Nullable Tokens tokens,
    @Nullable Cost cost,
    List<String> models,
    List<String> agents,
    List<String> tools,
    long revision) {

  /** A leaf span in the small picture; start and width in thousandths of the duration. */
  public record ShapeBar(SpanType type, int start, int width, boolean error) {}

  /** The short form of a finding. */
  public record FindingBrief(String kind, String severity, String text, @Nullable String spanId) {}

  public boolean isRunning() {
    return status == Status.RUNNING;
  }

  public TraceRow at(long newRevision) {
    return new TraceRow(
        id,
        name,
        status,
        service,
        group,
        user,
        metadata,
        startNanos,
        endNanos,
        durationNanos,
        input,
        output,
        finding,
        shape,
        spans,
        droppedSpans,
        errors,
        modelCalls,
        toolCalls,
        retries,
        largestArguments,
        longestToolNanos,
        tokens,
        cost,
        models,
        agents,
        tools,
        newRevision);
  }
}
