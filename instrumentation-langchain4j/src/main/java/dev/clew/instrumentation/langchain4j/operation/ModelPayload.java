// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.kit.call.OperationPayload;
import java.util.Map;

/**
 * What a call of a model says. A model that calls another one, such as a cache or a fallback, only
 * passed the call on: it is shown as custom work, so that tokens count once.
 */
public abstract class ModelPayload implements OperationPayload {
  private final ModelInfo model;
  private volatile boolean passedOn;

  protected ModelPayload(ModelInfo model) {
    this.model = model;
  }

  protected final ModelInfo model() {
    return model;
  }

  @Override
  public final void passedOn() {
    passedOn = true;
  }

  @Override
  public final SpanData render() {
    return passedOn
        ? new CustomData(model.className(), Map.of("model_class", model.className()))
        : describe();
  }

  /** Returns what a model says that did the work itself. */
  protected abstract SpanData describe();
}
