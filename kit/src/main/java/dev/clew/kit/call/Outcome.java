// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/**
 * How a piece of work ended.
 *
 * @param error the error if it failed, otherwise null
 * @param reason the value of {@code clew.end_reason} if it ended early, otherwise null
 */
public record Outcome(@Nullable SpanError error, @Nullable String reason) {
  /** The attribute that says why a span ended other than by a complete answer. */
  public static final String END_REASON = "clew.end_reason";

  public static final Outcome COMPLETED = new Outcome(null, null);

  /** Returns a failed outcome if there is an error, otherwise a completed one. */
  public static Outcome of(@Nullable SpanError error) {
    return error == null ? COMPLETED : failed(error);
  }

  /** Returns a failed outcome. */
  public static Outcome failed(SpanError error) {
    return new Outcome(error, null);
  }

  /** Returns the outcome of work that ended early without an error of its own. */
  public static Outcome stopped(String reason) {
    return new Outcome(null, reason);
  }

  /** Ends {@code span} with this outcome. */
  public void apply(Span span) {
    if (error != null) {
      span.fail(error);
    } else if (reason != null) {
      span.setAttribute(END_REASON, reason);
      span.cancel();
    } else {
      span.end();
    }
  }
}
