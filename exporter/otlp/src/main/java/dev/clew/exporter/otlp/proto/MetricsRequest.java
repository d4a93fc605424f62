// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.proto;

import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes OTLP's {@code ExportMetricsServiceRequest}.
 *
 * <p>Counts are cumulative since the start, so the next request makes up for a lost one.
 */
public final class MetricsRequest {
  private static final int RESOURCE_METRICS = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_METRICS = 2;
  private static final int SCOPE = 1;
  private static final int METRICS = 2;

  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;

  private static final int POINTS = 1;
  private static final int TEMPORALITY = 2;
  private static final int IS_MONOTONIC = 3;
  private static final int CUMULATIVE = 2;

  private static final int START = 2;
  private static final int TIME = 3;
  private static final int AS_DOUBLE = 4;
  private static final int AS_INT = 6;
  private static final int SINGLE_ATTRIBUTES = 7;

  private static final int COUNT = 4;
  private static final int DISTRIBUTION_SUM = 5;
  private static final int BUCKET_COUNTS = 6;
  private static final int BOUNDS = 7;
  private static final int DISTRIBUTION_ATTRIBUTES = 9;

  private final ProtoWriter out = new ProtoWriter();
  private final byte[] resource;
  private final byte[] scope;
  private final long start;

  /**
   * Creates a reusable request.
   *
   * @param resource the attributes of this process
   * @param version Clew's version
   * @param start the time since which counts accumulate
   */
  public MetricsRequest(Map<String, Object> resource, String version, Instant start) {
    this.resource = TraceRequest.resourceMessage(resource);
    this.scope = TraceRequest.scopeMessage(version);
    this.start = nanos(start);
  }

  /** Returns the body with the values of {@code families} at {@code now}. */
  public byte[] encode(List<MetricFamily> families, Instant now) {
    out.reset();
    int resourceMetrics = out.begin(RESOURCE_METRICS);
    out.bytes(RESOURCE, resource);
    int scopeMetrics = out.begin(SCOPE_METRICS);
    out.bytes(SCOPE, scope);
    for (MetricFamily family : families) {
      int metric = out.begin(METRICS);
      family(family, nanos(now));
      out.end(metric);
    }
    out.end(scopeMetrics);
    out.end(resourceMetrics);
    return out.toByteArray();
  }

  private void family(MetricFamily family, long now) {
    Instrument instrument = family.instrument();
    out.string(NAME, instrument.name());
    out.string(DESCRIPTION, instrument.description());
    out.string(UNIT, instrument.unit());
    int kind =
        switch (instrument.kind()) {
          case GAUGE -> GAUGE;
          case COUNTER -> SUM;
          case HISTOGRAM -> HISTOGRAM;
        };
    int data = out.begin(kind);
    for (Point each : family.points()) {
      int point = out.begin(POINTS);
      point(each, instrument, now);
      out.end(point);
    }
    if (kind != GAUGE) {
      out.number(TEMPORALITY, CUMULATIVE);
    }
    if (kind == SUM) {
      out.flag(IS_MONOTONIC, true);
    }
    out.end(data);
  }

  private void point(Point point, Instrument instrument, long now) {
    if (instrument.kind() != Instrument.Kind.GAUGE) {
      out.fixed64(START, start);
    }
    out.fixed64(TIME, now);
    if (point instanceof Point.Single single) {
      if (instrument.whole()) {
        out.fixed64(AS_INT, (long) single.value());
      } else {
        out.decimal(AS_DOUBLE, single.value());
      }
      attributes(point, SINGLE_ATTRIBUTES);
    } else if (point instanceof Point.Distribution distribution) {
      distribution(distribution, instrument.bounds());
    }
  }

  private void distribution(Point.Distribution point, List<Double> bounds) {
    out.fixed64(COUNT, point.count());
    out.decimal(DISTRIBUTION_SUM, point.sum());
    int counts = out.begin(BUCKET_COUNTS);
    point.counts().forEach(out::packed);
    out.end(counts);
    int ends = out.begin(BOUNDS);
    bounds.forEach(bound -> out.packed(Double.doubleToRawLongBits(bound)));
    out.end(ends);
    attributes(point, DISTRIBUTION_ATTRIBUTES);
  }

  private void attributes(Point point, int field) {
    ProtoAttributes attributes = new ProtoAttributes(out, field, Set.of());
    point.labels().values().forEach(attributes::text);
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}
