// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import org.jspecify.annotations.Nullable;

/**
 * What a model says of itself.
 *
 * @param className without its package
 * @param provider as OpenTelemetry's {@code gen_ai.provider.name} has it
 * @param modelName what it calls when a request names no model
 */
public record ModelInfo(String className, @Nullable String provider, @Nullable String modelName) {
  /** Returns a span's name: what is done, and with which model. */
  public String after(String operation) {
    return operation + " " + (modelName != null ? modelName : className);
  }
}
