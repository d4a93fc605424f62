// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import org.jspecify.annotations.Nullable;

/** Span names: the operation and the model. */
public final class SpanNames {
  private static volatile @Nullable Name latest;

  private SpanNames() {}

  /** Returns {@code operation} followed by the model, if known. */
  public static String of(String operation, @Nullable String model) {
    if (model == null || model.isEmpty()) {
      return operation;
    }
    // Most applications use one or two models, over and over.
    Name last = latest;
    if (last == null || !last.model.equals(model) || !last.operation.equals(operation)) {
      last = new Name(operation, model, operation + " " + model);
      latest = last;
    }
    return last.text;
  }

  private record Name(String operation, String model, String text) {}
}
