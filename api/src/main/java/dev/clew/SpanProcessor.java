// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import org.jspecify.annotations.Nullable;

/**
 * Changes or drops finished spans before they are exported.
 *
 * <pre>{@code
 * Clew.addProcessor(span -> span.withAttribute("region", "eu-west-1"));
 * Clew.addProcessor(span -> span.name().equals("health check") ? null : span);
 * }</pre>
 *
 * <p>Called on Clew's export thread, one span at a time, after Clew's own limits and redaction. If
 * exporters receive different amounts of content, it is called for the same span once per amount.
 * An exception is counted and logged once; the span continues without content, because the
 * processor might have meant to remove some.
 */
@FunctionalInterface
public interface SpanProcessor {
  /** Returns the span to continue with, usually {@code span} itself, or null to drop it. */
  @Nullable FinishedSpan process(FinishedSpan span) throws Exception;
}
