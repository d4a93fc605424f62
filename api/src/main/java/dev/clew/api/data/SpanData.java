// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;

/**
 * What a span says, by type.
 *
 * <p>Where a component is declared {@code Object}, it holds a tree of what JSON knows: Map with
 * String keys, List, String, Number, Boolean and null. Anything else in it is rendered as text.
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

  /** Returns the type that the span is shown as, whatever it was started as. */
  SpanType type();

  /**
   * Returns this data with its gaps filled from {@code inner}, the same work seen one layer down.
   */
  default SpanData enrichedWith(SpanData inner) {
    return this;
  }
}
