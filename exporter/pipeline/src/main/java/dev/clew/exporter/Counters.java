// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.delivery.ExporterWorker;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.UnresponsiveClasses;
import dev.clew.exporter.sampling.SamplingMetrics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens before the exporters. */
final class Counters {
  private final LongAdder spansEnded = new LongAdder();
  private final LongAdder tracesEnded = new LongAdder();
  private final LongAdder tracesDropped = new LongAdder();
  private final Map<DropReason, LongAdder> spansDropped = adders(DropReason.class);
  private final Map<ContentLoss, LongAdder> contentLost = adders(ContentLoss.class);

  void spanEnded() {
    spansEnded.increment();
  }

  void traceEnded() {
    tracesEnded.increment();
  }

  /** Counts a span, and the trace record if its trace ended with it. */
  void dropped(FinishedSpan span, DropReason reason) {
    spansDropped(reason, 1);
    tracesDropped(span.endsTrace() ? 1 : 0);
  }

  void spansDropped(DropReason reason, int spans) {
    adder(spansDropped, reason).add(spans);
  }

  /** Returns how many spans ended after closing. */
  long spansAfterClosing() {
    return adder(spansDropped, DropReason.CLOSED).sum();
  }

  void tracesDropped(int traces) {
    tracesDropped.add(traces);
  }

  void contentLost(ContentLoss reason) {
    adder(contentLost, reason).increment();
  }

  PipelineMetrics snapshot(
      int queued,
      SamplingMetrics sampling,
      UnresponsiveClasses.Metrics unresponsive,
      List<ExporterWorker> workers) {
    List<ExporterMetrics> exporters = workers.stream().map(ExporterWorker::metrics).toList();
    return new PipelineMetrics(
        spansEnded.sum(),
        tracesEnded.sum(),
        queued,
        sums(spansDropped),
        tracesDropped.sum(),
        sums(contentLost),
        sampling,
        unresponsive,
        exporters);
  }

  private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> reasons) {
    Map<K, LongAdder> adders = new EnumMap<>(reasons);
    for (K reason : reasons.getEnumConstants()) {
      adders.put(reason, new LongAdder());
    }
    return adders;
  }

  private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K reason) {
    LongAdder adder = adders.get(reason);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return adder;
  }

  private static <K extends Enum<K>> Map<K, Long> sums(Map<K, LongAdder> adders) {
    Map<K, Long> sums = new HashMap<>();
    adders.forEach((reason, adder) -> sums.put(reason, adder.sum()));
    return sums;
  }
}
