// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.store.StoreStatistics;
import java.util.List;

/**
 * What was lost on the way to the store.
 *
 * @param spans that the traced JVMs dropped since they started
 * @param contents spans that lost their content, whether they were stored or not
 */
public record Losses(long spans, long contents) {

  /** By the counts of the JVMs, and by what the store has. */
  public static Losses of(StoreStatistics store, List<JvmSample.Jvm> jvms) {
    return new Losses(
        sum(jvms, "dropped_spans"),
        Math.max(sum(jvms, "dropped_content"), store.content().dropped()));
  }

  private static long sum(List<JvmSample.Jvm> jvms, String figure) {
    long sum = 0;
    for (JvmSample.Jvm jvm : jvms) {
      if (jvm.sample() != null) {
        sum += jvm.sample().figures().getOrDefault(figure, 0.0).longValue();
      }
    }
    return sum;
  }
}
