// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import org.jspecify.annotations.Nullable;

/** Names of spans: what is done, and with which model. */
public final class SpanNames {
  private static volatile @Nullable Name latest;

  private SpanNames() {}

  /** Returns {@code operation} followed by the model, if that is known. */
  public static String of(String operation, @Nullable String model) {
    if (model == null || model.isEmpty()) {
      return operation;
    }
    // An application uses one model or two, over and over.
    Name last = latest;
    if (last == null || !last.model.equals(model) || !last.operation.equals(operation)) {
      last = new Name(operation, model, operation + " " + model);
      latest = last;
    }
    return last.text;
  }

  private record Name(String operation, String model, String text) {}
}
