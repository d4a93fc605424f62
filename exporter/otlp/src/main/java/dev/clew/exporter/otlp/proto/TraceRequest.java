// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.proto;

import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.otlp.semconv.SpanConventions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the body of an OTLP trace request.
 *
 * <p>A body is a sequence of {@code ResourceSpans}. Once one has grown to {@value #PART_BYTES}
 * bytes the next is started, so that a large batch can be sent in several requests: receivers
 * refuse requests that are too long, and the lowest limit in use is 4 MB (gRPC's).
 */
public final class TraceRequest {
  static final int PART_BYTES = 3_500_000;

  private static final int RESOURCE_SPANS = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SCOPE = 1;
  private static final int SPANS = 2;
  private static final int SCHEMA_URL = 3;

  private final ProtoWriter out = new ProtoWriter();
  private final byte[] resource;
  private final byte[] scope;
  private final SpanMessage spans;
  private final @Nullable String schemaUrl;
  private int part = -1;
  private int scopeSpans;

  /**
   * Creates a reusable builder.
   *
   * @param resource the attributes of this process
   * @param version Clew's version
   */
  public TraceRequest(Map<String, Object> resource, String version, SpanConventions conventions) {
    this.resource = resourceMessage(resource);
    this.scope = scopeMessage(version);
    this.spans = new SpanMessage(out, conventions);
    this.schemaUrl = conventions.schemaUrl();
  }

  /**
   * Adds a span. One that cannot be encoded with its content is added without it.
   *
   * @param trace the trace whose root is {@code span}, if known
   * @return false if it could not be added at all, in which case the request contains nothing of it
   */
  public boolean add(SpanRecord span, @Nullable TraceRecord trace) {
    if (part >= 0 && out.size() - part >= PART_BYTES) {
      endPart();
    }
    if (part < 0) {
      beginPart();
    }
    return added(span, trace, true) || added(span, trace, false);
  }

  private boolean added(SpanRecord span, @Nullable TraceRecord trace, boolean withContent) {
    int before = out.size();
    try {
      int message = out.begin(SPANS);
      spans.write(span, trace, withContent);
      out.end(message);
      return true;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      out.truncate(before);
      return false;
    }
  }

  /** Returns the body, which is empty if there was no span, and starts a new one. */
  public byte[] finish() {
    if (part >= 0) {
      endPart();
    }
    byte[] body = out.toByteArray();
    out.reset();
    return body;
  }

  /** Returns the number of spans in {@code part}, one field of a body. */
  public static int spansIn(byte[] part) {
    int spans = 0;
    ProtoReader body = new ProtoReader(part);
    body.next();
    ProtoReader resourceSpans = body.nested();
    for (int field = resourceSpans.next(); field != 0; field = resourceSpans.next()) {
      if (field != SCOPE_SPANS) {
        resourceSpans.skip();
        continue;
      }
      ProtoReader scopeSpans = resourceSpans.nested();
      for (int inner = scopeSpans.next(); inner != 0; inner = scopeSpans.next()) {
        scopeSpans.skip();
        spans += inner == SPANS ? 1 : 0;
      }
    }
    return spans;
  }

  private void beginPart() {
    part = out.begin(RESOURCE_SPANS);
    out.bytes(RESOURCE, resource);
    scopeSpans = out.begin(SCOPE_SPANS);
    out.bytes(SCOPE, scope);
    if (schemaUrl != null) {
      out.string(SCHEMA_URL, schemaUrl);
    }
  }

  private void endPart() {
    out.end(scopeSpans);
    out.end(part);
    part = -1;
  }

  static byte[] resourceMessage(Map<String, Object> resource) {
    ProtoWriter message = new ProtoWriter();
    ProtoAttributes attributes = new ProtoAttributes(message, 1, Set.of());
    resource.forEach(attributes::any);
    return message.toByteArray();
  }

  static byte[] scopeMessage(String version) {
    ProtoWriter message = new ProtoWriter();
    message.string(1, "dev.clew");
    message.string(2, version);
    return message.toByteArray();
  }
}
