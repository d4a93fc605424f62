// SPDX-License-Identifier: Apache-2.0
package dev.clew;

/**
 * Decides which traces are exported.
 *
 * <p>Called on Clew's export thread for each finished span of a trace, until it decides. If it has
 * not decided when the trace is over, the {@code clew.sampling} settings do. As long as a sampler
 * is registered, traces are held back until they are decided, within the limits of those settings.
 * An exception counts as undecided, and is counted and logged once.
 */
@FunctionalInterface
public interface SpanSampler {
  /** Returns what the span says about its trace. */
  Decision sample(FinishedSpan span) throws Exception;

  /** A sampler's decision about a trace. */
  enum Decision {
    /** Export the trace, with all its spans. */
    KEEP_TRACE,
    /** Export nothing of the trace. */
    DROP_TRACE,
    /** Leave the decision to later spans, other samplers, and the settings. */
    UNDECIDED
  }
}
