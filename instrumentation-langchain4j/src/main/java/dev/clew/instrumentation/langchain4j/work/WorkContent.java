// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.work;

import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;

/** What the span of some work says, and how it is shown. */
public interface WorkContent extends Payload {
  /** Returns the type to start the span with. */
  SpanType type();

  /** Returns the name of the span. */
  String name();

  /** Another object of the same kind was called to do the work. */
  default void passedOn() {}
}
