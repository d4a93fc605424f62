// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.embedding;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.model.TokenUsages;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.kit.call.Operation;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * The content of an embedding span: numbers only. Texts and vectors, which may be large, are not
 * kept.
 */
final class EmbeddingPayload extends ModelPayload {
  static final ContextKey<Operation<EmbeddingPayload>> KIND =
      ContextKey.named("langchain4j.embedding");

  private volatile @Nullable Integer inputs;
  private volatile @Nullable Integer dimensions;
  private volatile @Nullable String requestModel;
  private volatile @Nullable String responseModel;
  private volatile @Nullable TokenUsage usage;

  EmbeddingPayload(ModelInfo model, @Nullable Integer inputs) {
    super(model);
    this.inputs = inputs;
    this.requestModel = model.modelName();
  }

  @Override
  public SpanType type() {
    return SpanType.EMBEDDING;
  }

  @Override
  public String name() {
    return model().spanName("embeddings");
  }

  void requested(@Nullable String modelName, @Nullable Integer wantedDimensions) {
    requestModel = modelName != null ? modelName : requestModel;
    dimensions = wantedDimensions != null ? wantedDimensions : dimensions;
  }

  /**
   * Records an answer; outer methods report later and have the complete result.
   *
   * @param length the length of the vectors, or null if there are none
   */
  void answered(@Nullable Integer vectors, @Nullable Integer length, @Nullable TokenUsage counted) {
    inputs = vectors != null ? vectors : inputs;
    dimensions = length != null ? length : dimensions;
    usage = counted != null ? counted : usage;
  }

  void answeredBy(@Nullable String modelName) {
    responseModel = modelName != null ? modelName : responseModel;
  }

  @Override
  protected EmbeddingData describe() {
    return new EmbeddingData(
        model().provider(),
        requestModel,
        responseModel,
        dimensions,
        inputs,
        TokenUsages.render(usage));
  }
}
