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

  /** Calls the method of {@code visitor} for this type of data, and returns its result. */
  <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

  /**
   * Returns this data with its gaps filled from {@code inner}, which describes the same work one
   * layer down.
   */
  default SpanData enrichedWith(SpanData inner) {
    return this;
  }

  /**
   * An operation on data of each type. Code that handles all types should use a visitor, so that a
   * type added later is a compile error there rather than data that is silently ignored.
   *
   * @param <R> the type of the result
   * @param <X> the type of exceptions thrown
   */
  interface Visitor<R, X extends Exception> {
    R visit(AgentData data) throws X;

    R visit(CustomData data) throws X;

    R visit(EmbeddingData data) throws X;

    R visit(FunctionData data) throws X;

    R visit(GenerationData data) throws X;

    R visit(GuardrailData data) throws X;

    R visit(HandoffData data) throws X;

    R visit(McpData data) throws X;

    R visit(ResponseData data) throws X;

    R visit(RetrievalData data) throws X;
  }
}
