// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.kit.call.OperationPayload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a model call's span. A model that calls another one, such as a cache or a
 * fallback, only delegates: it is shown as custom work, so that tokens count once.
 */
public abstract class ModelPayload implements OperationPayload {
  private final ModelInfo model;
  private volatile boolean delegated;

  protected ModelPayload(ModelInfo model) {
    this.model = model;
  }

  protected final ModelInfo model() {
    return model;
  }

  @Override
  public final void delegated() {
    delegated = true;
  }

  @Override
  public final SpanData render() {
    return delegated ? delegation() : describe();
  }

  @Override
  public final @Nullable SpanData outline() {
    if (delegated) {
      return new CustomData(model.className(), Map.of("model_class", model.className()));
    }
    return switch (type()) {
      case GENERATION ->
          new GenerationData.Builder()
              .provider(model.provider())
              .requestModel(requestModel())
              .streamed(isStreamed())
              .build();
      case EMBEDDING ->
          new EmbeddingData(model.provider(), model.modelName(), null, null, null, null);
      default -> null;
    };
  }

  /** Returns the model that was asked, as far as known without calling the library. */
  protected @Nullable String requestModel() {
    return model.modelName();
  }

  /** Returns the content for a model that called another one. */
  protected CustomData delegation() {
    return new CustomData(model.className(), Map.of("model_class", model.className()));
  }

  /** Returns the content for a model that did the work itself. */
  protected abstract SpanData describe();
}
