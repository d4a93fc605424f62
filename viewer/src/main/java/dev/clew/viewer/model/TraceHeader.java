// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says about a trace as a whole, besides its spans.
 *
 * @param service the program that wrote it, if known
 */
public record TraceHeader(
    String traceId,
    @Nullable String name,
    @Nullable String group,
    Map<String, String> metadata,
    @Nullable String service,
    long droppedSpans) {

  public static TraceHeader empty(String traceId) {
    return new TraceHeader(traceId, null, null, Map.of(), null, 0);
  }

  /** Merges both; the later one takes precedence. */
  public TraceHeader plus(TraceHeader later) {
    return new TraceHeader(
        traceId,
        later.name != null ? later.name : name,
        later.group != null ? later.group : group,
        later.metadata.isEmpty() ? metadata : later.metadata,
        later.service != null ? later.service : service,
        Math.max(droppedSpans, later.droppedSpans));
  }
}
