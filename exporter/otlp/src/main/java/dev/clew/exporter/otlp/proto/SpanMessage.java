// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.proto;

import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.otlp.semconv.SpanConventions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the fields of OTLP's {@code Span} message. */
final class SpanMessage {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int END = 8;
  private static final int ATTRIBUTES = 9;
  private static final int EVENTS = 11;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;

  private static final int EVENT_TIME = 1;
  private static final int EVENT_NAME = 2;
  private static final int EVENT_ATTRIBUTES = 3;

  private static final int STATUS_MESSAGE = 2;
  private static final int STATUS_CODE = 3;
  private static final int CODE_ERROR = 2;

  /** Sampled, and the parent is known to belong to this process. */
  private static final int SAMPLED_LOCAL = 0x101;

  private final ProtoWriter out;
  private final SpanConventions conventions;

  SpanMessage(ProtoWriter out, SpanConventions conventions) {
    this.out = out;
    this.conventions = conventions;
  }

  void write(SpanRecord span, @Nullable TraceRecord trace, boolean withContent) {
    out.bytes(TRACE_ID, id(span.traceId(), 16));
    out.bytes(SPAN_ID, id(span.spanId(), 8));
    if (span.parentId() != null) {
      out.bytes(PARENT_SPAN_ID, id(span.parentId(), 8));
    }
    out.string(NAME, conventions.name(span));
    out.number(KIND, conventions.kind(span.data()).number());
    out.fixed64(START, span.startEpochNanos());
    out.fixed64(END, span.endEpochNanos());
    attributes(span, trace, withContent);
    for (SpanEvent event : span.events()) {
      event(event);
    }
    ErrorRecord error = span.error();
    if (error != null) {
      exception(error, span.endEpochNanos());
    }
    if (span.status() == SpanStatus.ERROR) {
      int status = out.begin(STATUS);
      if (error != null && error.message() != null) {
        out.string(STATUS_MESSAGE, error.message());
      }
      out.number(STATUS_CODE, CODE_ERROR);
      out.end(status);
    }
    out.fixed32(FLAGS, SAMPLED_LOCAL);
  }

  private void attributes(SpanRecord span, @Nullable TraceRecord trace, boolean withContent) {
    Map<String, Object> own = span.attributes();
    ProtoAttributes mapped = new ProtoAttributes(out, ATTRIBUTES, own.keySet());
    conventions.describe(span, mapped);
    if (withContent) {
      conventions.describeContent(span, mapped);
    } else {
      mapped.text("clew.content.dropped", "could not be encoded");
    }
    if (trace != null) {
      trace.metadata().forEach((key, value) -> mapped.text("clew.metadata." + key, value));
      if (trace.droppedSpans() > 0) {
        mapped.number("clew.trace.dropped_spans", trace.droppedSpans());
      }
    }
    ProtoAttributes explicit = new ProtoAttributes(out, ATTRIBUTES, Set.of());
    own.forEach(explicit::any);
  }

  private void event(SpanEvent event) {
    int message = out.begin(EVENTS);
    out.fixed64(EVENT_TIME, event.epochNanos());
    out.string(EVENT_NAME, event.name());
    new ProtoAttributes(out, EVENT_ATTRIBUTES, Set.of()).text("clew.event.detail", event.detail());
    out.end(message);
  }

  private void exception(ErrorRecord error, long epochNanos) {
    int message = out.begin(EVENTS);
    out.fixed64(EVENT_TIME, epochNanos);
    out.string(EVENT_NAME, "exception");
    ProtoAttributes attributes = new ProtoAttributes(out, EVENT_ATTRIBUTES, Set.of());
    attributes.text("exception.type", error.type());
    attributes.text("exception.message", error.message());
    attributes.text("exception.stacktrace", error.stackTrace());
    out.end(message);
  }

  /** An invalid id would make some receivers refuse the whole request, so it is refused here. */
  private static byte[] id(String hex, int length) {
    byte[] id = HexFormat.of().parseHex(hex);
    if (id.length != length) {
      throw new IllegalArgumentException("id of " + id.length + " bytes instead of " + length);
    }
    return id;
  }
}
