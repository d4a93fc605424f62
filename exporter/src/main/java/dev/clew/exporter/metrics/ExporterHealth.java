// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.delivery.LaneMetrics;
import dev.clew.exporter.delivery.LossReason;
import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Shows what each exporter did as metrics. */
final class ExporterHealth {
  private static final String EXPORTER = "clew.exporter";

  private static final Instrument LOST =
      Instrument.counter(
          "clew.exporter.spans.lost", "{span}", "Spans that did not reach the receiver.");
  private static final Instrument TRACES_LOST =
      Instrument.counter(
          "clew.exporter.traces.lost", "{trace}", "Trace records that did not reach the receiver.");
  private static final Instrument BREAKER =
      Instrument.gauge(
          "clew.exporter.breaker", "{state}", "1 for the state that the circuit breaker is in.");

  private static final List<Figure> FIGURES =
      List.of(
          counter("spans.exported", "{span}", "Spans delivered.", LaneMetrics::spansExported),
          counter("spans.spooled", "{span}", "Spans put on disk.", LaneMetrics::spansSpooled),
          counter(
              "traces.exported",
              "{trace}",
              "Trace records delivered.",
              LaneMetrics::tracesExported),
          counter(
              "traces.spooled",
              "{trace}",
              "Trace records put on disk.",
              LaneMetrics::tracesSpooled),
          counter("failures", "{call}", "Calls that failed.", LaneMetrics::failures),
          counter("retries", "{call}", "Calls that repeated a failed one.", LaneMetrics::retries),
          gauge("queue.batches", "{batch}", "Batches that wait.", LaneMetrics::batchesQueued),
          gauge("queue.size", "By", "Memory of what waits.", LaneMetrics::bytesQueued),
          counter(
              "spool.sent", "{span}", "Spans sent from disk.", lane -> lane.spool().spansSent()),
          counter(
              "spool.expired",
              "{span}",
              "Spans deleted on disk, too old or too many.",
              lane -> lane.spool().spansExpired()),
          counter(
              "spool.refused",
              "{span}",
              "Spans deleted on disk since the receiver refused them or the file was damaged.",
              lane -> lane.spool().spansRefused()),
          gauge(
              "spool.waiting",
              "{span}",
              "Spans that wait on disk.",
              lane -> lane.spool().spansWaiting()),
          gauge("spool.size", "By", "What waits on disk.", lane -> lane.spool().bytesWaiting()));

  private ExporterHealth() {}

  private record Figure(Instrument instrument, ToLongFunction<LaneMetrics> value) {}

  static List<MetricFamily> of(List<LaneMetrics> lanes) {
    if (lanes.isEmpty()) {
      return List.of();
    }
    List<MetricFamily> families = new ArrayList<>();
    for (Figure figure : FIGURES) {
      List<Point> points = new ArrayList<>();
      for (LaneMetrics lane : lanes) {
        points.add(Point.Single.of(labels(lane), figure.value().applyAsLong(lane)));
      }
      families.add(new MetricFamily(figure.instrument(), points));
    }
    families.add(lost(LOST, lanes, true));
    families.add(lost(TRACES_LOST, lanes, false));
    families.add(breakers(lanes));
    return families;
  }

  private static MetricFamily lost(Instrument instrument, List<LaneMetrics> lanes, boolean spans) {
    List<Point> points = new ArrayList<>();
    for (LaneMetrics lane : lanes) {
      for (LossReason reason : LossReason.values()) {
        long count = (spans ? lane.spansLostBy() : lane.tracesLostBy()).getOrDefault(reason, 0L);
        points.add(
            Point.Single.of(labels(lane).with("clew.reason", PipelineHealth.word(reason)), count));
      }
    }
    return new MetricFamily(instrument, points);
  }

  private static MetricFamily breakers(List<LaneMetrics> lanes) {
    List<Point> points = new ArrayList<>();
    for (LaneMetrics lane : lanes) {
      for (LaneMetrics.Breaker state : LaneMetrics.Breaker.values()) {
        points.add(
            Point.Single.of(
                labels(lane).with("clew.breaker.state", PipelineHealth.word(state)),
                state == lane.breaker() ? 1 : 0));
      }
    }
    return new MetricFamily(BREAKER, points);
  }

  private static Labels labels(LaneMetrics lane) {
    return Labels.of(EXPORTER, lane.name());
  }

  private static Figure counter(
      String name, String unit, String description, ToLongFunction<LaneMetrics> value) {
    return new Figure(Instrument.counter("clew.exporter." + name, unit, description), value);
  }

  private static Figure gauge(
      String name, String unit, String description, ToLongFunction<LaneMetrics> value) {
    return new Figure(Instrument.gauge("clew.exporter." + name, unit, description), value);
  }
}
