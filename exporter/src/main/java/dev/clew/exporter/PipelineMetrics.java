// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.delivery.LaneMetrics;
import dev.clew.exporter.sampling.SamplingMetrics;
import java.util.List;
import java.util.Map;

/**
 * What went through the pipeline so far.
 *
 * <p>Once nothing waits, for each exporter: {@code spansEnded} = sum of {@code spansDropped} + its
 * {@code spansExported} + its {@code spansSpooled} + its {@code spansLost} + {@code
 * sampling.spansSampledOut}; the same for traces. The figures are read one after the other, so
 * while spans flow they may be off by those under way.
 *
 * @param recordsQueued spans and traces that wait, without the batch under way
 * @param tracesDropped trace records lost before any exporter saw them; their spans count apart
 * @param contentLost spans that were kept without their content, or without all of it
 */
public record PipelineMetrics(
    long spansEnded,
    long tracesEnded,
    int recordsQueued,
    Map<DropReason, Long> spansDropped,
    long tracesDropped,
    Map<ContentLoss, Long> contentLost,
    SamplingMetrics sampling,
    List<LaneMetrics> exporters) {

  public PipelineMetrics {
    spansDropped = Map.copyOf(spansDropped);
    contentLost = Map.copyOf(contentLost);
    exporters = List.copyOf(exporters);
  }
}
