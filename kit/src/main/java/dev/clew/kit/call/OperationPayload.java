// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.SpanType;

/** The content of a framework operation's span, with its type and name. */
public interface OperationPayload extends CallPayload {
  /** Returns the type of the span. */
  SpanType type();

  /** Returns the name of the span. */
  String name();

  /** Records the method's result, unless the hook reads it itself. */
  @Override
  default void result(Object answer) {}

  /** Called if another object of the same kind was called to do the work. */
  default void delegated() {}
}
