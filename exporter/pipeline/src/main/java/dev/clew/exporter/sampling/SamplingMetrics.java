// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

/**
 * What sampling left out, so that rates can be scaled up.
 *
 * @param tracesSampledOut trace records left out; a trace with several roots has several
 * @param tracesKeptByRule traces kept regardless of the ratio
 * @param tracesDecidedEarly traces decided by their ids alone, because the buffer was full or they
 *     took too long
 * @param spansWaiting spans of undecided traces
 */
public record SamplingMetrics(
    long spansSampledOut,
    long tracesSampledOut,
    long tracesKeptByRule,
    long tracesDecidedEarly,
    long spansWaiting) {
  /** No sampling. */
  public static final SamplingMetrics NONE = new SamplingMetrics(0, 0, 0, 0, 0);
}
