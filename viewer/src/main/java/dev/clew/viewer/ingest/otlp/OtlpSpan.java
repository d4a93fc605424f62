// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.RecordException;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One span of OTLP as a record in the trace-file format. */
final class OtlpSpan {

  private final Span span;
  private final @Nullable String service;
  private final String scope;
  private final Attributes attributes;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private @Nullable String group;
  private @Nullable String traceName;
  private long droppedSpans;

  OtlpSpan(Span span, @Nullable String service, String scope) {
    this.span = span;
    this.service = service;
    this.scope = scope;
    attributes = new Attributes(span.getAttributesList());
  }

  ObjectNode record() throws RecordException {
    if (span.getTraceId().size() != 16 || span.getSpanId().size() != 8) {
      throw new RecordException("a span whose ids are not of 16 and 8 bytes");
    }
    long start = span.getStartTimeUnixNano();
    long end = span.getEndTimeUnixNano();
    ObjectNode record = Json.MAPPER.createObjectNode();
    record.put("object", "trace.span");
    record.put("id", hex(span.getSpanId()));
    record.put("trace_id", hex(span.getTraceId()));
    record.put("parent_id", span.getParentSpanId().isEmpty() ? null : hex(span.getParentSpanId()));
    record.put("started_at", iso(start));
    record.put("ended_at", iso(end));
    SpanType type = SpanKinds.of(attributes);
    ObjectNode data = record.putObject("span_data");
    data.put("type", type.wire());
    ObjectNode clew = Json.MAPPER.createObjectNode();
    ObjectNode more = Json.MAPPER.createObjectNode();
    traceAttributes();
    timeToFirst(clew, start);
    content(type, data, more);
    error(record, clew);
    record.set("clew", clew);
    clew.put("v", 1);
    clew.put("name", span.getName());
    clew.put("start_unix_nano", Long.toUnsignedString(start));
    clew.put("end_unix_nano", Long.toUnsignedString(end));
    clew.put("duration_nanos", end - start);
    clew.put("group_id", group);
    clew.put("service", service);
    events(clew);
    used();
    ObjectNode rest = clew.putObject("attributes");
    if (!scope.isEmpty()) {
      rest.put("otel.scope.name", scope);
    }
    attributes.writeRest(rest);
    clew.set("data", more);
    return record;
  }

  /** The trace-level information of the span, or null if there is none. */
  @Nullable TraceRecord trace() {
    if (group == null && metadata.isEmpty() && traceName == null && droppedSpans == 0) {
      return null;
    }
    return new TraceRecord.TraceReceived(
        new TraceHeader(hex(span.getTraceId()), traceName, group, metadata, service, droppedSpans));
  }

  private void content(SpanType type, ObjectNode data, ObjectNode more) {
    if (type.isModelCall() || type == SpanType.EMBEDDING) {
      new ModelCallAttributes(attributes, type, data, more).read();
      return;
    }
    OtherAttributes other = new OtherAttributes(attributes, span.getName(), data, more);
    switch (type) {
      case AGENT -> other.agent();
      case FUNCTION -> other.function();
      case HANDOFF -> other.handoff();
      case GUARDRAIL -> other.guardrail();
      case RETRIEVAL -> other.retrieval();
      case MCP_TOOLS -> other.mcpTools();
      default -> other.custom();
    }
  }

  private void traceAttributes() {
    group = attributes.text("gen_ai.conversation.id", "session.id", "langfuse.session.id");
    traceName = attributes.text("langfuse.trace.name");
    put("user", attributes.text("user.id", "langfuse.user.id", "ai.telemetry.metadata.userId"));
    putAll(attributes.under("clew.metadata."));
    putAll(attributes.under("langfuse.trace.metadata."));
    putAll(attributes.under("ai.telemetry.metadata."));
    JsonNode openInference = attributes.json("metadata");
    if (openInference != null && openInference.isObject()) {
      openInference
          .properties()
          .forEach(entry -> put(entry.getKey(), Json.textOrJson(entry.getValue())));
    }
    droppedSpans = Math.max(0, attributes.number("clew.trace.dropped_spans"));
  }

  private void putAll(Map<String, JsonNode> values) {
    values.forEach((key, value) -> put(key, Json.textOrJson(value)));
  }

  private void put(String key, @Nullable String value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }

  private void timeToFirst(ObjectNode clew, long start) {
    double seconds = attributes.decimal("gen_ai.response.time_to_first_chunk");
    double millis = attributes.decimal("ai.response.msToFirstChunk");
    String at = attributes.text("langfuse.observation.completion_start_time");
    if (!Double.isNaN(seconds)) {
      clew.put("time_to_first_chunk_nanos", Math.round(seconds * 1e9));
    } else if (!Double.isNaN(millis)) {
      clew.put("time_to_first_chunk_nanos", Math.round(millis * 1e6));
    } else if (at != null) {
      try {
        Instant instant = Instant.parse(at.replace("\"", ""));
        long nanos = instant.getEpochSecond() * 1_000_000_000L + instant.getNano() - start;
        clew.put("time_to_first_chunk_nanos", Math.max(0, nanos));
      } catch (DateTimeException e) {
        attributes.add("langfuse.observation.completion_start_time", at);
      }
    }
  }

  private void error(ObjectNode record, ObjectNode clew) {
    boolean failed =
        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
            || "ERROR".equals(attributes.peek("langfuse.observation.level"));
    String own = attributes.text("clew.status");
    clew.put("status", own != null ? own : failed ? "error" : "ok");
    String type = attributes.text("error.type");
    String message = attributes.text("langfuse.observation.status_message");
    String stack = null;
    for (Span.Event event : span.getEventsList()) {
      if (event.getName().equals("exception")) {
        Attributes exception = new Attributes(event.getAttributesList());
        String exceptionType = exception.text("exception.type");
        type = exceptionType != null ? exceptionType : type;
        message = exception.text("exception.message");
        stack = exception.text("exception.stacktrace");
      }
    }
    if (!failed && type == null) {
      record.putNull("error");
      return;
    }
    String status = span.getStatus().getMessage();
    ObjectNode error = record.putObject("error");
    error.put("message", message != null ? message : !status.isEmpty() ? status : type);
    ObjectNode data = error.putObject("data");
    data.put("type", type == null ? "error" : type);
    if (stack != null) {
      data.put("stack_trace", stack);
    }
  }

  private void events(ObjectNode clew) {
    ArrayNode events = Json.MAPPER.createArrayNode();
    for (Span.Event event : span.getEventsList()) {
      if (event.getName().equals("exception")) {
        continue;
      }
      ObjectNode entry = events.addObject();
      entry.put("name", event.getName());
      entry.put("time_unix_nano", Long.toUnsignedString(event.getTimeUnixNano()));
      Attributes detail = new Attributes(event.getAttributesList());
      String text = detail.text("clew.event.detail", "detail");
      ObjectNode rest = Json.MAPPER.createObjectNode();
      detail.writeRest(rest);
      if (text != null) {
        entry.put("detail", text);
      } else if (!rest.isEmpty()) {
        entry.put("detail", rest.toString());
      }
    }
    if (!events.isEmpty()) {
      clew.set("events", events);
    }
  }

  /** Duplicates of what the record contains elsewhere. */
  private void used() {
    attributes.text("openinference.span.kind");
    attributes.text("langfuse.observation.type");
    attributes.text("gen_ai.tool.type");
  }

  private static String iso(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L).toString();
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
