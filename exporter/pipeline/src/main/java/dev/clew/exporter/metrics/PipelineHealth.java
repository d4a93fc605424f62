// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import dev.clew.exporter.render.UnresponsiveClasses;
import dev.clew.exporter.sampling.SamplingMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Exposes the pipeline's own counters as metrics. */
final class PipelineHealth {
  private static final Instrument SPANS_ENDED =
      Instrument.counter("clew.pipeline.spans.ended", "{span}", "Spans that ended.");
  private static final Instrument TRACES_ENDED =
      Instrument.counter("clew.pipeline.traces.ended", "{trace}", "Traces whose root ended.");
  private static final Instrument QUEUED =
      Instrument.gauge("clew.pipeline.queued", "{span}", "Spans not yet rendered.");
  private static final Instrument SPANS_DROPPED =
      Instrument.counter(
          "clew.pipeline.spans.dropped", "{span}", "Spans lost before any exporter saw them.");
  private static final Instrument TRACES_DROPPED =
      Instrument.counter(
          "clew.pipeline.traces.dropped",
          "{trace}",
          "Trace records lost before any exporter saw them.");
  private static final Instrument CONTENT_LOST =
      Instrument.counter(
          "clew.pipeline.content.lost", "{span}", "Spans kept without all of their content.");
  private static final Instrument UNRESPONSIVE_CALLS =
      Instrument.counter(
          "clew.pipeline.unresponsive.calls",
          "{call}",
          "Calls into application code, made for content, that did not return.");
  private static final Instrument UNRESPONSIVE_CLASSES =
      Instrument.gauge(
          "clew.pipeline.unresponsive.classes",
          "{class}",
          "Classes no longer called for content, temporarily or for good.");
  private static final Instrument STUCK_THREADS =
      Instrument.gauge(
          "clew.pipeline.stuck_threads", "{thread}", "Export threads stuck in such a call.");
  private static final Instrument SAMPLED_OUT =
      Instrument.counter("clew.sampling.spans.out", "{span}", "Spans sampled out.");
  private static final Instrument TRACES_SAMPLED_OUT =
      Instrument.counter("clew.sampling.traces.out", "{trace}", "Traces sampled out.");
  private static final Instrument KEPT_BY_RULE =
      Instrument.counter(
          "clew.sampling.traces.by_rule",
          "{trace}",
          "Traces kept by a rule, regardless of the ratio.");
  private static final Instrument DECIDED_EARLY =
      Instrument.counter(
          "clew.sampling.traces.early",
          "{trace}",
          "Traces sampled before all rules could be applied.");
  private static final Instrument UNDECIDED =
      Instrument.gauge("clew.sampling.spans.waiting", "{span}", "Spans of traces not yet decided.");

  private PipelineHealth() {}

  static List<MetricFamily> of(PipelineMetrics pipeline) {
    List<MetricFamily> families = new ArrayList<>();
    families.add(MetricFamily.of(SPANS_ENDED, pipeline.spansEnded()));
    families.add(MetricFamily.of(TRACES_ENDED, pipeline.tracesEnded()));
    families.add(MetricFamily.of(QUEUED, pipeline.spansQueued()));
    families.add(byReason(SPANS_DROPPED, pipeline.spansDropped()));
    families.add(MetricFamily.of(TRACES_DROPPED, pipeline.tracesDropped()));
    families.add(byReason(CONTENT_LOST, pipeline.contentLost()));
    UnresponsiveClasses.Metrics unresponsive = pipeline.unresponsive();
    families.add(MetricFamily.of(UNRESPONSIVE_CALLS, unresponsive.calls()));
    families.add(MetricFamily.of(UNRESPONSIVE_CLASSES, unresponsive.classes()));
    families.add(MetricFamily.of(STUCK_THREADS, unresponsive.stuckThreads()));
    SamplingMetrics sampling = pipeline.sampling();
    families.add(MetricFamily.of(SAMPLED_OUT, sampling.spansSampledOut()));
    families.add(MetricFamily.of(TRACES_SAMPLED_OUT, sampling.tracesSampledOut()));
    families.add(MetricFamily.of(KEPT_BY_RULE, sampling.tracesKeptByRule()));
    families.add(MetricFamily.of(DECIDED_EARLY, sampling.tracesDecidedEarly()));
    families.add(MetricFamily.of(UNDECIDED, sampling.spansWaiting()));
    families.addAll(ExporterHealth.of(pipeline.exporters()));
    return families;
  }

  /** Includes reasons that have not occurred: an alert needs a zero to rise from. */
  private static <R extends Enum<R>> MetricFamily byReason(
      Instrument instrument, Map<R, Long> counts) {
    List<Point> points = new ArrayList<>();
    new TreeMap<>(counts)
        .forEach(
            (reason, count) ->
                points.add(Point.Single.of(Labels.of("clew.reason", word(reason)), count)));
    return new MetricFamily(instrument, points);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
