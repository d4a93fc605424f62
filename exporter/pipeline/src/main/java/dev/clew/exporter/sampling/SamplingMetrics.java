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
 * @param spansUnwanted spans of traces that did not meet the condition; included in those left out
 */
public record SamplingMetrics(
    long spansSampledOut,
    long tracesSampledOut,
    long tracesKeptByRule,
    long tracesDecidedEarly,
    long spansWaiting,
    long spansUnwanted) {
  /** No sampling. */
  public static final SamplingMetrics NONE = new SamplingMetrics(0, 0, 0, 0, 0);

  /** Returns the spans that were left out though their trace met the condition. */
  public long spansSampledByRatio() {
    return spansSampledOut - spansUnwanted;
  }

  /** Creates metrics of sampling without a condition. */
  public SamplingMetrics(
      long spansSampledOut,
      long tracesSampledOut,
      long tracesKeptByRule,
      long tracesDecidedEarly,
      long spansWaiting) {
    this(spansSampledOut, tracesSampledOut, tracesKeptByRule, tracesDecidedEarly, spansWaiting, 0);
  }
}
