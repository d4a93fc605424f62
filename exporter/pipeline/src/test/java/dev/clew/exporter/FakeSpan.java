// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;

/** A finished span made by hand; changed by its {@code with} methods. */
public record FakeSpan(
    String traceId,
    String spanId,
    String parentId,
    SpanType type,
    String name,
    long startEpochNanos,
    long endEpochNanos,
    Long firstChunkEpochNanos,
    SpanStatus status,
    SpanError error,
    Map<String, Object> attributes,
    List<SpanEvent> events,
    String groupId,
    Payload payload,
    List<Payload> enrichments,
    TraceRecord traceRecord)
    implements FinishedSpan {

  public static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  /** A span that ends no trace. */
  public FakeSpan(
      String traceId,
      String spanId,
      String parentId,
      SpanType type,
      String name,
      long startEpochNanos,
      long endEpochNanos,
      Long firstChunkEpochNanos,
      SpanStatus status,
      SpanError error,
      Map<String, Object> attributes,
      List<SpanEvent> events,
      String groupId,
      Payload payload,
      List<Payload> enrichments) {
    this(
        traceId,
        spanId,
        parentId,
        type,
        name,
        startEpochNanos,
        endEpochNanos,
        firstChunkEpochNanos,
        status,
        error,
        attributes,
        events,
        groupId,
        payload,
        enrichments,
        null);
  }

  @Override
  public boolean endsTrace() {
    return traceRecord != null;
  }

  /** Returns the span as one with which {@code trace} ends. */
  public FakeSpan ending(TraceRecord trace) {
    return new FakeSpan(
        traceId,
        spanId,
        parentId,
        type,
        name,
        startEpochNanos,
        endEpochNanos,
        firstChunkEpochNanos,
        status,
        error,
        attributes,
        events,
        groupId,
        payload,
        enrichments,
        trace);
  }

  /** Returns the span with the {@code n}-th id. */
  public static FakeSpan of(int n, SpanType type, Payload payload) {
    return new FakeSpan(
        TRACE,
        String.format("%016x", n),
        null,
        type,
        "span " + n,
        1_000,
        2_000,
        null,
        SpanStatus.OK,
        null,
        Map.of(),
        List.of(),
        null,
        payload,
        List.of());
  }

  /** Returns a span whose payload renders {@code data}. */
  public static FakeSpan of(int n, SpanData data) {
    return of(n, data.type(), () -> data);
  }

  public FakeSpan with(SpanError error) {
    return new FakeSpan(
        traceId,
        spanId,
        parentId,
        type,
        name,
        startEpochNanos,
        endEpochNanos,
        firstChunkEpochNanos,
        SpanStatus.ERROR,
        error,
        attributes,
        events,
        groupId,
        payload,
        enrichments);
  }

  public FakeSpan with(Map<String, Object> attributes, List<SpanEvent> events) {
    return new FakeSpan(
        traceId,
        spanId,
        parentId,
        type,
        name,
        startEpochNanos,
        endEpochNanos,
        firstChunkEpochNanos,
        status,
        error,
        attributes,
        events,
        groupId,
        payload,
        enrichments);
  }

  public FakeSpan enriched(Payload... inner) {
    return new FakeSpan(
        traceId,
        spanId,
        parentId,
        type,
        name,
        startEpochNanos,
        endEpochNanos,
        firstChunkEpochNanos,
        status,
        error,
        attributes,
        events,
        groupId,
        payload,
        List.of(inner));
  }
}
