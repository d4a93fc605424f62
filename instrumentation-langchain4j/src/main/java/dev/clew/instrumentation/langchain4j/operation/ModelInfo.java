// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import org.jspecify.annotations.Nullable;

/**
 * A model's description of itself.
 *
 * @param className without its package
 * @param provider the value of OpenTelemetry's {@code gen_ai.provider.name}
 * @param modelName the model used if a request does not name one
 */
public record ModelInfo(String className, @Nullable String provider, @Nullable String modelName) {
  /** Returns a span name: the operation and the model. */
  public String spanName(String operation) {
    return operation + " " + (modelName != null ? modelName : className);
  }
}
