// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The buckets of OpenTelemetry's conventions, so that histograms of several programs can be
 * combined.
 */
final class Buckets {
  /** Seconds of a model call or tool, 0.01 to 81.92. */
  static final List<Double> CALL_SECONDS = growing(0.01, 2, 14);

  /** Seconds of an agent, which makes several calls: 0.1 to 409.6. */
  static final List<Double> AGENT_SECONDS =
      List.of(0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6);

  /** Tokens, 1 to 67108864. */
  static final List<Double> TOKENS = growing(1, 4, 14);

  private Buckets() {}

  private static List<Double> growing(double first, double factor, int count) {
    return DoubleStream.iterate(first, bound -> bound * factor).limit(count).boxed().toList();
  }
}
