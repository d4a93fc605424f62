// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.RecordException;
import dev.clew.viewer.ingest.RecordReader;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.model.TraceRecord;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts an OTLP request to records. Each span becomes a record in the trace-file format, so that
 * the rest of the viewer knows one format only. A span that cannot be read is skipped and counted,
 * and does not affect the others.
 */
public final class OtlpReader {

  /**
   * The result.
   *
   * @param rejected how many spans were skipped
   * @param problem the problem of the first one
   */
  public record Result(
      List<TraceRecord> records, int spans, int rejected, @Nullable String problem) {}

  private OtlpReader() {}

  public static ExportTraceServiceRequest protobuf(byte[] body) throws RecordException {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (IOException e) {
      throw new RecordException("not an ExportTraceServiceRequest: " + e.getMessage());
    }
  }

  public static ExportTraceServiceRequest json(byte[] body) throws RecordException {
    try {
      ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
      OtlpJson.merge(Json.MAPPER.readTree(body), request);
      return request.build();
    } catch (IOException | IllegalArgumentException e) {
      throw new RecordException("not OTLP in JSON: " + firstLine(e.getMessage()));
    }
  }

  /** The records of all spans and of the traces they describe. */
  public static Result read(ExportTraceServiceRequest request, Source source) {
    List<TraceRecord> records = new ArrayList<>();
    int spans = 0;
    int rejected = 0;
    String problem = null;
    for (ResourceSpans resource : request.getResourceSpansList()) {
      String service = service(resource);
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          spans++;
          try {
            OtlpSpan read = new OtlpSpan(span, service, scope.getScope().getName());
            ObjectNode record = read.record();
            TraceRecord made = RecordReader.read(record, Json.writeBytes(record), source);
            if (made != null) {
              records.add(made);
            }
            TraceRecord trace = read.trace();
            if (trace != null) {
              records.add(trace);
            }
          } catch (RecordException | RuntimeException e) {
            rejected++;
            problem = problem == null ? String.valueOf(e.getMessage()) : problem;
          }
        }
      }
    }
    return new Result(records, spans, rejected, problem);
  }

  private static @Nullable String service(ResourceSpans resource) {
    for (KeyValue attribute : resource.getResource().getAttributesList()) {
      if (attribute.getKey().equals("service.name")) {
        return attribute.getValue().getStringValue();
      }
    }
    return null;
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
