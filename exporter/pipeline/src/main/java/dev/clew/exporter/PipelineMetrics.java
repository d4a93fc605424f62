// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.UnresponsiveClasses;
import dev.clew.exporter.sampling.SamplingMetrics;
import java.util.List;
import java.util.Map;

/**
 * The counters of the pipeline.
 *
 * <p>Once nothing waits, for each exporter: {@code spansEnded} = sum of {@code spansDropped} + its
 * {@code spansExported} + its {@code spansSpooled} + its {@code spansLost} + {@code
 * sampling.spansSampledOut}; the same for traces. The counters are read one after the other, so
 * while spans flow they may be off by those in transit.
 *
 * @param spansQueued waiting spans, without the batch in progress
 * @param tracesDropped trace records lost before any exporter received them; their spans are
 *     counted separately
 * @param contentLost spans that were kept without some or all of their content
 * @param unresponsive calls into application code, made for content, that did not return
 */
public record PipelineMetrics(
    long spansEnded,
    long tracesEnded,
    int spansQueued,
    Map<DropReason, Long> spansDropped,
    long tracesDropped,
    Map<ContentLoss, Long> contentLost,
    SamplingMetrics sampling,
    UnresponsiveClasses.Metrics unresponsive,
    List<ExporterMetrics> exporters) {

  public PipelineMetrics {
    spansDropped = Map.copyOf(spansDropped);
    contentLost = Map.copyOf(contentLost);
    exporters = List.copyOf(exporters);
  }

  /** Returns how many spans were lost for {@code reason} before any exporter received them. */
  public long spansDropped(DropReason reason) {
    return spansDropped.getOrDefault(reason, 0L);
  }

  /** Returns how many spans no exporter received, except those that the user excludes. */
  public long totalDropped() {
    return spansDropped.values().stream().mapToLong(Long::longValue).sum()
        - spansDropped(DropReason.EXCLUDED);
  }

  /** Returns how many spans lost content for {@code reason}. */
  public long contentLost(ContentLoss reason) {
    return contentLost.getOrDefault(reason, 0L);
  }
}
