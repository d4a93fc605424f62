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
}
