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
    return delegated
        ? new CustomData(model.className(), Map.of("model_class", model.className()))
        : describe();
  }

  @Override
  public final @Nullable SpanData outline() {
    if (delegated) {
      return render();
    }
    return switch (type()) {
      case GENERATION ->
          new GenerationData.Builder()
              .provider(model.provider())
              .requestModel(model.modelName())
              .build();
      case EMBEDDING ->
          new EmbeddingData(model.provider(), model.modelName(), null, null, null, null);
      default -> null;
    };
  }

  /** Returns the content for a model that did the work itself. */
  protected abstract SpanData describe();
}
