// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replaces each text of a person, model or tool in a rendered span, and leaves names alone. */
public final class TextRewriting {
  private TextRewriting() {}

  /** Returns {@code span} with {@code change} applied to its content, error text and events. */
  public static SpanRecord apply(SpanRecord span, UnaryOperator<String> change) {
    Rule rule = new Rule(change);
    ErrorRecord error = span.error();
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        span.status(),
        error == null
            ? null
            : new ErrorRecord(
                error.type(),
                textOrNull(error.message(), rule),
                textOrNull(error.stackTrace(), rule)),
        span.groupId(),
        new SpanDataRewriter(rule).rewrite(span.data()),
        span.attributes(),
        rule.last(
            span.events(),
            event ->
                new SpanEvent(event.name(), event.epochNanos(), textOrNull(event.detail(), rule))));
  }

  private static @Nullable String textOrNull(@Nullable String text, ContentRule rule) {
    return text == null ? null : rule.text(text);
  }

  private record Rule(UnaryOperator<String> change) implements ContentRule {
    @Override
    public String label(String name) {
      return name;
    }

    @Override
    public String text(String content) {
      return change.apply(content);
    }

    @Override
    public String stackTrace(String trace, int max) {
      return change.apply(trace);
    }

    @Override
    public @Nullable Object tree(@Nullable Object content) {
      if (content instanceof String text) {
        return text(text);
      }
      if (content instanceof List<?> list) {
        return list.stream().map(this::tree).toList();
      }
      if (content instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        map.forEach((key, value) -> changed.put(String.valueOf(key), tree(value)));
        return changed;
      }
      return content;
    }

    @Override
    public Map<String, @Nullable Object> trees(Map<String, @Nullable Object> content) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      content.forEach((key, value) -> changed.put(key, tree(value)));
      return changed;
    }

    @Override
    public Map<String, @Nullable Object> details(Map<String, @Nullable Object> details) {
      return trees(details);
    }

    @Override
    public <T> List<T> last(List<T> values) {
      return values;
    }

    @Override
    public long cuts() {
      return 0;
    }

    @Override
    public long redactions() {
      return 0;
    }
  }
}
