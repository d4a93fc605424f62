// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.ingest.otlp.OtlpJson;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.store.StoredTrace;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One OTLP request in JSON per line, as the Collector's file exporter writes and its file receiver
 * reads them; one line for each service of a trace.
 */
final class OtlpLinesWriter implements TraceWriter {

  private final Writer out;

  OtlpLinesWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void write(StoredTrace trace, Function<SpanRow, SpanContent> contents) throws IOException {
    Map<String, ScopeSpans.Builder> services = new LinkedHashMap<>();
    String own = trace.row().service() == null ? "unknown_service" : trace.row().service();
    for (SpanRow span : trace.spans()) {
      String service = span.service() == null ? own : span.service();
      services
          .computeIfAbsent(service, name -> ScopeSpans.newBuilder())
          .addSpans(OtlpSpans.span(span, contents.apply(span), trace));
    }
    for (Map.Entry<String, ScopeSpans.Builder> entry : services.entrySet()) {
      ResourceSpans.Builder resource = ResourceSpans.newBuilder();
      resource
          .getResourceBuilder()
          .addAttributes(
              KeyValue.newBuilder()
                  .setKey("service.name")
                  .setValue(AnyValue.newBuilder().setStringValue(entry.getKey())));
      resource.addScopeSpans(entry.getValue());
      out.write(
          OtlpJson.write(ExportTraceServiceRequest.newBuilder().addResourceSpans(resource).build())
              .toString());
      out.write('\n');
    }
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
