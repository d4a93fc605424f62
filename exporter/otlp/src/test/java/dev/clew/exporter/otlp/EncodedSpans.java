// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.Samples;
import dev.clew.exporter.otlp.semconv.Profile;
import dev.clew.exporter.otlp.semconv.SpanConventions.Words;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spans encoded by us and read by the official classes. */
final class EncodedSpans {
  private EncodedSpans() {}

  static SpanRecord plain(SpanData data) {
    SpanRecord span = SpanRecords.withAttributes(Samples.span(2, data), Map.of());
    return SpanRecords.withStatus(span, SpanStatus.OK);
  }

  static Span encoded(SpanRecord span) {
    return encoded(span, Profile.V1_41, Words.GEN_AI);
  }

  static Span encoded(SpanRecord span, Profile profile, Words... words) {
    OtlpExporter exporter =
        Exporters.of(
            new dev.clew.exporter.otlp.http.HttpTarget(
                URI.create("http://localhost"),
                Map.of(),
                false,
                Exporters.PATIENT,
                dev.clew.exporter.otlp.http.TlsFiles.none()),
            new ArrayList<>(),
            profile,
            words);
    try {
      return ExportTraceServiceRequest.parseFrom(exporter.encode(List.of(span)))
          .getResourceSpans(0)
          .getScopeSpans(0)
          .getSpans(0);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
