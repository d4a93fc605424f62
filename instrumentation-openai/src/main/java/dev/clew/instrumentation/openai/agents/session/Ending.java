// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/**
 * How a piece of a session came out.
 *
 * @param error why it failed; null if it did not
 * @param reason why it ended before its own end; null if it did not
 */
record Ending(@Nullable SpanError error, @Nullable String reason) {
  static final Ending COMPLETED = new Ending(null, null);

  static Ending failed(SpanError error) {
    return new Ending(error, null);
  }

  static Ending stopped(String reason) {
    return new Ending(null, reason);
  }

  void apply(Span span) {
    if (error != null) {
      span.fail(error);
    } else if (reason != null) {
      span.attribute("clew.end_reason", reason);
      span.cancel();
    } else {
      span.end();
    }
  }
}
