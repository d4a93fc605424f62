// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** One call of an embedding model. */
public record EmbeddingData(
    @Nullable String provider,
    @Nullable String requestModel,
    @Nullable String responseModel,
    @Nullable Integer dimensions,
    @Nullable Integer inputs,
    @Nullable Usage usage)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.EMBEDDING;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }

  @Override
  public EmbeddingData enrichedWith(SpanData inner) {
    if (!(inner instanceof EmbeddingData other)) {
      return this;
    }
    return new EmbeddingData(
        provider != null ? provider : other.provider,
        requestModel != null ? requestModel : other.requestModel,
        responseModel != null ? responseModel : other.responseModel,
        dimensions != null ? dimensions : other.dimensions,
        inputs != null ? inputs : other.inputs,
        usage == null || other.usage == null
            ? (usage != null ? usage : other.usage)
            : usage.mergedWith(other.usage));
  }
}
