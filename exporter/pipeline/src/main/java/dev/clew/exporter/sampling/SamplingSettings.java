// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are kept.
 *
 * @param ratio the share of the traces without a matching rule to keep, from 0 to 1
 * @param errors keep traces with a failed span
 * @param slowerThan keep traces with a span that took longer, or null
 * @param costlierThan keep traces whose model calls cost more, or null
 * @param attributes keep traces with a span attribute of this value, or with trace metadata of this
 *     value under {@code metadata.} and the key
 * @param maxSpans how many spans may wait for the end of their trace
 * @param maxBytes how much memory they may keep alive, by estimate
 * @param maxWait how long a trace may stay undecided
 */
public record SamplingSettings(
    double ratio,
    boolean errors,
    @Nullable Duration slowerThan,
    @Nullable Double costlierThan,
    Map<String, String> attributes,
    int maxSpans,
    long maxBytes,
    Duration maxWait) {

  public SamplingSettings {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("ratio not in 0..1: " + ratio);
    }
    if (maxSpans < 1) {
      throw new IllegalArgumentException("maxSpans < 1: " + maxSpans);
    }
    attributes = Map.copyOf(attributes);
  }

  /** Returns settings that keep {@code ratio} of all traces, by their ids alone. */
  public static SamplingSettings head(double ratio) {
    return new SamplingSettings(
        ratio, false, null, null, Map.of(), 8_192, 64L << 20, Duration.ofMinutes(1));
  }

  /** Returns whether everything is kept. */
  public boolean keepsAll() {
    return ratio >= 1;
  }

  /** Returns whether the trace id alone ensures that the trace is kept. */
  public boolean keepsById(String traceId) {
    return new HeadRatio(ratio).keeps(traceId);
  }

  /** Returns whether the decision depends on the trace's contents. */
  boolean hasRules() {
    return errors || slowerThan != null || costlierThan != null || !attributes.isEmpty();
  }
}
