// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.SpanType;

/** What an operation of a framework says, and how it is shown. */
public interface OperationPayload extends CallPayload {
  /** Returns the type to start the span with. */
  SpanType type();

  /** Returns the name of the span. */
  String name();

  /** Takes what the method returned, unless the hook reads that itself. */
  @Override
  default void result(Object answer) {}

  /** Another object of the same kind was called to do the work. */
  default void passedOn() {}
}
