// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.delivery.LossReason;
import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Exposes each exporter's counters as metrics. */
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
          "clew.exporter.breaker", "{state}", "1 for the current state of the circuit breaker.");

  private static final List<Figure> FIGURES =
      List.of(
          counter("spans.exported", "{span}", "Spans delivered.", ExporterMetrics::spansExported),
          counter(
              "spans.spooled",
              "{span}",
              "Spans written to the spool.",
              ExporterMetrics::spansSpooled),
          counter(
              "traces.exported",
              "{trace}",
              "Trace records delivered.",
              ExporterMetrics::tracesExported),
          counter(
              "traces.spooled",
              "{trace}",
              "Trace records written to the spool.",
              ExporterMetrics::tracesSpooled),
          counter("failures", "{call}", "Calls that failed.", ExporterMetrics::failures),
          counter("retries", "{call}", "Retries of failed calls.", ExporterMetrics::retries),
          gauge("queue.batches", "{batch}", "Batches waiting.", ExporterMetrics::batchesQueued),
          gauge(
              "queue.size", "By", "Memory used by waiting batches.", ExporterMetrics::bytesQueued),
          counter(
              "spool.sent",
              "{span}",
              "Spans sent from the spool.",
              exporter -> exporter.spool().spansSent()),
          counter(
              "spool.expired",
              "{span}",
              "Spooled spans deleted because they were too old or too many.",
              exporter -> exporter.spool().spansExpired()),
          counter(
              "spool.refused",
              "{span}",
              "Spooled spans deleted because the receiver refused them or the file was damaged.",
              exporter -> exporter.spool().spansRefused()),
          gauge(
              "spool.waiting",
              "{span}",
              "Spans waiting in the spool.",
              exporter -> exporter.spool().spansWaiting()),
          gauge("spool.size", "By", "Spool size.", exporter -> exporter.spool().bytesWaiting()));

  private ExporterHealth() {}

  private record Figure(Instrument instrument, ToLongFunction<ExporterMetrics> value) {}

  static List<MetricFamily> of(List<ExporterMetrics> exporters) {
    if (exporters.isEmpty()) {
      return List.of();
    }
    List<MetricFamily> families = new ArrayList<>();
    for (Figure figure : FIGURES) {
      List<Point> points = new ArrayList<>();
      for (ExporterMetrics exporter : exporters) {
        points.add(Point.Single.of(labels(exporter), figure.value().applyAsLong(exporter)));
      }
      families.add(new MetricFamily(figure.instrument(), points));
    }
    families.add(lost(LOST, exporters, true));
    families.add(lost(TRACES_LOST, exporters, false));
    families.add(breakers(exporters));
    return families;
  }

  private static MetricFamily lost(
      Instrument instrument, List<ExporterMetrics> exporters, boolean spans) {
    List<Point> points = new ArrayList<>();
    for (ExporterMetrics exporter : exporters) {
      for (LossReason reason : LossReason.values()) {
        long count =
            (spans ? exporter.spansLostBy() : exporter.tracesLostBy()).getOrDefault(reason, 0L);
        points.add(
            Point.Single.of(
                labels(exporter).with("clew.reason", PipelineHealth.word(reason)), count));
      }
    }
    return new MetricFamily(instrument, points);
  }

  private static MetricFamily breakers(List<ExporterMetrics> exporters) {
    List<Point> points = new ArrayList<>();
    for (ExporterMetrics exporter : exporters) {
      for (ExporterMetrics.Breaker state : ExporterMetrics.Breaker.values()) {
        points.add(
            Point.Single.of(
                labels(exporter).with("clew.breaker.state", PipelineHealth.word(state)),
                state == exporter.breaker() ? 1 : 0));
      }
    }
    return new MetricFamily(BREAKER, points);
  }

  private static Labels labels(ExporterMetrics exporter) {
    return Labels.of(EXPORTER, exporter.name());
  }

  private static Figure counter(
      String name, String unit, String description, ToLongFunction<ExporterMetrics> value) {
    return new Figure(Instrument.counter("clew.exporter." + name, unit, description), value);
  }

  private static Figure gauge(
      String name, String unit, String description, ToLongFunction<ExporterMetrics> value) {
    return new Figure(Instrument.gauge("clew.exporter." + name, unit, description), value);
  }
}
