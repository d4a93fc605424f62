// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;

/**
 * The content of a span, by type.
 *
 * <p>A component declared as {@code Object} holds a JSON-like tree: Map with String keys, List,
 * String, Number, Boolean and null. Anything else in it is rendered as text.
 */
public sealed interface SpanData
    permits AgentData,
        CustomData,
        EmbeddingData,
        FunctionData,
        GenerationData,
        GuardrailData,
        HandoffData,
        McpData,
        ResponseData,
        RetrievalData {

  /** Returns the type the span is shown as, whatever type it was started with. */
  SpanType type();

  /**
   * Returns this data with its gaps filled from {@code inner}, which describes the same work one
   * layer down.
   */
  default SpanData enrichedWith(SpanData inner) {
    return this;
  }
}
