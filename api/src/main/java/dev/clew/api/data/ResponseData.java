// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * One call of OpenAI's Responses API: a generation that the provider stores under an id.
 *
 * @param previousResponseId the response it continues
 * @param conversationId the conversation it belongs to
 */
public record ResponseData(
    GenerationData generation,
    @Nullable String previousResponseId,
    @Nullable String conversationId,
    @Nullable String instructions)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.RESPONSE;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }
}
