// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.exporter.cost.Costs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns finished spans into records, on the export thread.
 *
 * <p>Everything that comes from a payload is foreign: it may throw, link to a method that is not
 * there, or recurse without end. Such a failure costs the piece that failed; the span keeps its
 * type, name, times and status, and says so in {@value #CONTENT_DROPPED}.
 */
public final class SpanRenderer {
  /** The attribute that says why a span has no content, or not all of it. */
  public static final String CONTENT_DROPPED = "clew.content.dropped";

  /** The attribute that says how many values were cut to the limits. */
  public static final String CONTENT_TRUNCATED = "clew.content.truncated";

  /** The attribute that says how many places were redacted. */
  public static final String CONTENT_REDACTED = "clew.content.redacted";

  private final RenderSettings settings;
  private final CleanLabels cleanLabels = new CleanLabels();
  private final @Nullable Costs costs;

  /** Makes a renderer that says nothing about costs. */
  public SpanRenderer(RenderSettings settings) {
    this(settings, null);
  }

  /** Makes a renderer that adds to each call what it cost, and to each trace their sum. */
  public SpanRenderer(RenderSettings settings, @Nullable Costs costs) {
    this.settings = settings;
    this.costs = costs;
  }

  /** Returns the record of {@code span}; throws only what its plain accessors throw. */
  public Rendering render(FinishedSpan span) {
    ContentRule rule = newRule();
    Content content = new Content(span, rule);
    SpanData data = content.render();
    ErrorRecord error = error(span.error(), rule);
    List<SpanEvent> events = rule.last(span.events()).stream().map(e -> event(e, rule)).toList();
    Map<String, Object> attributes = attributes(span.attributes(), rule);
    if (content.failure != null) {
      attributes.putIfAbsent(CONTENT_DROPPED, "render failure: " + content.failure);
    }
    if (costs != null) {
      costs.add(span.traceId(), data, span.startEpochNanos(), span.status(), attributes);
    }
    String name = rule.label(span.name());
    String groupId = label(span.groupId(), rule);
    if (rule.cuts() > 0) {
      attributes.put(CONTENT_TRUNCATED, rule.cuts());
    }
    if (rule.redactions() > 0) {
      attributes.put(CONTENT_REDACTED, rule.redactions());
    }
    SpanRecord rendered =
        new SpanRecord(
            span.traceId(),
            span.spanId(),
            span.parentId(),
            name,
            span.startEpochNanos(),
            Math.max(span.startEpochNanos(), span.endEpochNanos()),
            span.firstChunkEpochNanos(),
            span.status(),
            error,
            groupId,
            data,
            attributes,
            events);
    return new Rendering(rendered, content.failure);
  }

  /** Returns {@code trace} within the limits. */
  public TraceRecord render(TraceRecord trace) {
    ContentRule rule = newRule();
    Map<String, String> metadata = new LinkedHashMap<>();
    trace.metadata().forEach((key, value) -> metadata.put(rule.label(key), rule.label(value)));
    return new TraceRecord(
        trace.traceId(),
        rule.label(trace.name()),
        label(trace.groupId(), rule),
        trace.startEpochNanos(),
        Math.max(trace.startEpochNanos(), trace.endEpochNanos()),
        trace.status(),
        trace.spans(),
        trace.droppedSpans(),
        metadata,
        attributes(trace, rule));
  }

  private Map<String, Object> attributes(TraceRecord trace, ContentRule rule) {
    Map<String, Object> attributes = attributes(trace.attributes(), rule);
    if (costs != null) {
      attributes.putAll(costs.sum(trace.traceId()));
    }
    if (rule.redactions() > 0) {
      attributes.put(CONTENT_REDACTED, rule.redactions());
    }
    return attributes;
  }

  private ContentRule newRule() {
    return switch (settings.content()) {
      case FULL, REDACTED -> new LimitedContent(settings, cleanLabels);
      case NONE -> new WithheldContent(settings, cleanLabels);
    };
  }

  private @Nullable ErrorRecord error(@Nullable SpanError error, ContentRule rule) {
    if (error == null) {
      return null;
    }
    if (settings.content() == ContentPolicy.NONE) {
      return new ErrorRecord(rule.label(error.type()), null, null);
    }
    return new ErrorText(rule, settings.maxStackTraceCharacters()).render(error);
  }

  private static SpanEvent event(SpanEvent event, ContentRule rule) {
    String detail = event.detail();
    return new SpanEvent(
        rule.label(event.name()), event.epochNanos(), detail == null ? null : rule.text(detail));
  }

  private static Map<String, Object> attributes(Map<String, Object> attributes, ContentRule rule) {
    Map<String, Object> kept = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          boolean plain =
              value instanceof Boolean || value instanceof Long || value instanceof Double;
          kept.put(rule.label(key), plain ? value : rule.label(String.valueOf(value)));
        });
    return kept;
  }

  private static @Nullable String label(@Nullable String name, ContentRule rule) {
    return name == null ? null : rule.label(name);
  }

  /** The rendering of one span's payload and enrichments, each failing by itself. */
  private static final class Content {
    private final FinishedSpan span;
    private final ContentRule rule;
    private @Nullable String failure;

    Content(FinishedSpan span, ContentRule rule) {
      this.span = span;
      this.rule = rule;
    }

    SpanData render() {
      SpanData data = renderOrNull(span.payload());
      SpanData empty = EmptyData.of(span.type(), span.name());
      data = data == null ? empty : data;
      for (Payload enrichment : span.enrichments()) {
        data = enriched(data, enrichment);
      }
      try {
        return new SpanDataRewriter(rule).rewrite(data);
      } catch (Throwable t) { // a broken record: null where none may be, a list that throws
        fail(t);
        return new SpanDataRewriter(rule).rewrite(empty);
      }
    }

    private SpanData enriched(SpanData data, Payload enrichment) {
      SpanData inner = renderOrNull(enrichment);
      try {
        return inner == null ? data : data.enrichedWith(inner);
      } catch (Throwable t) {
        fail(t);
        return data;
      }
    }

    private @Nullable SpanData renderOrNull(Payload payload) {
      try {
        SpanData data = payload.render();
        if (data == null) {
          throw new NullPointerException("render() returned null");
        }
        return data;
      } catch (Throwable t) {
        fail(t);
        return null;
      }
    }

    /** Notes class and place, not the message: that may be content. */
    private void fail(Throwable thrown) {
      if (failure != null) {
        return;
      }
      failure = thrown.getClass().getName();
      try {
        StackTraceElement[] frames = thrown.getStackTrace();
        failure += frames.length == 0 ? "" : " at " + frames[0];
      } catch (Throwable ignored) { // the exception is foreign as well
        failure += " at an unknown place";
      }
    }
  }
}
