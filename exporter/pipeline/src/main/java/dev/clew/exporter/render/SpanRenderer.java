// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.cost.Costs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns finished spans into records under one policy, on the export threads.
 *
 * <p>Nothing that comes from a payload can be trusted: it may throw, call a missing method, recurse
 * endlessly, or never return. Such a failure costs the piece that failed; the span keeps its type,
 * name, times and status, and reports the loss in {@value #CONTENT_DROPPED}.
 */
public final class SpanRenderer {
  /** The attribute with the reason why some or all content of a span is missing. */
  public static final String CONTENT_DROPPED = "clew.content.dropped";

  /** The attribute with the number of values cut to the limits. */
  public static final String CONTENT_TRUNCATED = "clew.content.truncated";

  /** The attribute with the number of redacted places. */
  public static final String CONTENT_REDACTED = "clew.content.redacted";

  private final RenderSettings settings;
  private final CleanLabels cleanLabels = new CleanLabels();
  private final @Nullable Costs costs;
  private final Predicate<SpanData> excluded;

  /** Creates a renderer that adds no costs. */
  public SpanRenderer(RenderSettings settings) {
    this(settings, null);
  }

  /** Creates a renderer that adds the cost to each call, and the sum to each trace. */
  public SpanRenderer(RenderSettings settings, @Nullable Costs costs) {
    this(settings, costs, data -> false);
  }

  /**
   * Creates a renderer that adds costs.
   *
   * @param excluded returns whether a call is going to be left out, so that it must not be added to
   *     the sum
   */
  public SpanRenderer(
      RenderSettings settings, @Nullable Costs costs, Predicate<SpanData> excluded) {
    this.settings = settings;
    this.costs = costs;
    this.excluded = excluded;
  }

  /** Returns the record of {@code span}, rendered entirely on the calling thread. */
  public SpanRecord render(FinishedSpan span) {
    Forms alone = new Forms(List.of(settings.content()), List.of(this));
    SpanRendering rendering = new SpanRendering(span, 0, alone, null);
    return (SpanRecord) rendering.render(ForeignCalls.unwatched()).record();
  }

  boolean showsErrors() {
    return settings.content() != ContentPolicy.NONE;
  }

  /**
   * Returns what the policy leaves of {@code data}.
   *
   * @param data null if there is none; then {@code gap} gives the reason
   */
  RenderedContent content(
      FinishedSpan span,
      @Nullable SpanData data,
      SpanRendering.@Nullable Gap gap,
      ForeignCalls calls) {
    SpanData empty = EmptyData.of(span.type(), span.name());
    ContentRule rule = newRule(calls);
    SpanDataRewriter rewriter = new SpanDataRewriter(rule);
    try {
      return new RenderedContent(rule, rewriter.rewrite(data == null ? empty : data), gap);
    } catch (Throwable t) { // an invalid record: null where not allowed, a list that throws
      SpanRendering.Gap failure = gap == null ? RenderFailure.gap(t) : gap;
      return new RenderedContent(rule, new SpanDataRewriter(rule).rewrite(empty), failure);
    }
  }

  /** Returns the record of {@code span} from the texts already read; makes no calls itself. */
  SpanRecord record(
      FinishedSpan span,
      RenderedContent content,
      SpanTexts texts,
      SpanRendering.@Nullable Gap noTexts) {
    ContentRule rule = content.rule();
    SpanData data = content.data();
    ErrorRecord error = error(texts.error(), rule);
    List<SpanEvent> events = rule.last(span.events(), event -> event(event, rule));
    Map<String, Object> attributes = attributes(texts.attributes(), rule);
    SpanRendering.Gap gap = content.failure() == null ? noTexts : content.failure();
    if (gap != null) {
      attributes.putIfAbsent(CONTENT_DROPPED, gap.text());
    }
    if (costs != null && !excluded.test(data)) {
      costs.add(span.traceId(), data, span.startEpochNanos(), span.status(), attributes);
    }
    String name = rule.label(span.name());
    String groupId = groupId(span.groupId(), rule);
    if (rule.redactorFailed()) {
      attributes.putIfAbsent(CONTENT_DROPPED, ContentLoss.REDACTOR_FAILURE.toString());
    }
    if (rule.cuts() > 0) {
      attributes.put(CONTENT_TRUNCATED, rule.cuts());
    }
    if (rule.redactions() > 0) {
      attributes.put(CONTENT_REDACTED, rule.redactions());
    }
    return new SpanRecord(
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
  }

  /** Returns {@code trace} within the limits. */
  public TraceRecord render(TraceRecord trace) {
    ContentRule rule = newRule(ForeignCalls.unwatched());
    Map<String, String> metadata = new LinkedHashMap<>();
    trace
        .metadata()
        .forEach((key, value) -> metadata.put(rule.label(key), rule.attribute(key, value)));
    return new TraceRecord(
        trace.traceId(),
        rule.label(trace.name()),
        groupId(trace.groupId(), rule),
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

  private ContentRule newRule(ForeignCalls calls) {
    return switch (settings.content()) {
      case FULL, REDACTED -> new LimitedContent(settings, cleanLabels, calls);
      case NONE -> new WithheldContent(settings, cleanLabels, calls);
    };
  }

  private @Nullable ErrorRecord error(@Nullable ErrorText error, ContentRule rule) {
    if (error == null) {
      return null;
    }
    return showsErrors()
        ? error.render(rule, settings.maxStackTraceCharacters())
        : new ErrorRecord(rule.label(error.type()), null, null);
  }

  private static SpanEvent event(SpanEvent event, ContentRule rule) {
    String detail = event.detail();
    return new SpanEvent(
        rule.label(event.name()), event.epochNanos(), detail == null ? null : rule.text(detail));
  }

  private static Map<String, Object> attributes(Map<String, Object> attributes, ContentRule rule) {
    Map<String, Object> kept = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) ->
            kept.put(
                rule.label(key), value instanceof String text ? rule.attribute(key, text) : value));
    return kept;
  }

  private static @Nullable String groupId(@Nullable String groupId, ContentRule rule) {
    return groupId == null ? null : rule.attribute("group_id", groupId);
  }
}
