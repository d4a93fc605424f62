// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/**
 * How a piece of work ended.
 *
 * @param error why it failed; null if it did not
 * @param reason why it ended before its own end, as {@code clew.end_reason} has it; null if it did
 *     not
 */
public record Outcome(@Nullable SpanError error, @Nullable String reason) {
  /** The attribute that says why a span ended otherwise than by an answer that came whole. */
  public static final String END_REASON = "clew.end_reason";

  public static final Outcome COMPLETED = new Outcome(null, null);

  /** Returns the outcome of work that failed if there is an error, or else completed. */
  public static Outcome of(@Nullable SpanError error) {
    return error == null ? COMPLETED : failed(error);
  }

  /** Returns the outcome of work that failed. */
  public static Outcome failed(SpanError error) {
    return new Outcome(error, null);
  }

  /** Returns the outcome of work that ended early through no fault of its own. */
  public static Outcome stopped(String reason) {
    return new Outcome(null, reason);
  }

  /** Ends {@code span} accordingly. */
  public void apply(Span span) {
    if (error != null) {
      span.fail(error);
    } else if (reason != null) {
      span.attribute(END_REASON, reason);
      span.cancel();
    } else {
      span.end();
    }
  }
}
