// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.select;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.core.settings.NamePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects spans, such as {@code tool:ping}.
 *
 * @param names what the name has to match: one pattern, or those of methods
 * @param owner the class of the methods, or null
 * @param text the rule as it is written
 */
public record SpanRule(
    Kind kind, List<NamePattern> names, @Nullable NamePattern owner, String text) {
  public SpanRule {
    names = List.copyOf(names);
  }

  /** What a rule is about. */
  public enum Kind {
    AGENT,
    TOOL,
    MODEL,
    METHOD,
    /** Spans that have failed. */
    ERROR
  }

  /** Returns whether a span matches, by what is known when it starts. */
  boolean matches(SpanType type, String name, Payload payload) {
    return switch (kind) {
      case AGENT -> type == SpanType.AGENT && isNamed(name);
      case TOOL -> type == SpanType.FUNCTION && isNamed(name);
      case MODEL -> isModelCall(type) && isNamed(model(name));
      case METHOD -> isMethod(payload.applicationMethod());
      case ERROR -> false;
    };
  }

  /** Returns whether content that is known at the end names a model that matches. */
  boolean matches(SpanData data) {
    if (kind != Kind.MODEL) {
      return false;
    }
    if (data instanceof ResponseData response) {
      return matches(response.generation());
    }
    if (data instanceof GenerationData call) {
      return isNamed(call.requestModel()) || isNamed(call.responseModel());
    }
    return data instanceof EmbeddingData call
        && (isNamed(call.requestModel()) || isNamed(call.responseModel()));
  }

  /** Returns whether a span that has ended matches. */
  boolean matches(FinishedSpan span, SpanRecord record) {
    return kind == Kind.ERROR
        ? record.status() == SpanStatus.ERROR
        : matches(span.type(), span.name(), span.payload()) || matches(record.data());
  }

  private boolean isNamed(@Nullable String name) {
    return name != null && names.stream().anyMatch(pattern -> pattern.matches(name));
  }

  private boolean isMethod(@Nullable String method) {
    int dot = method == null ? -1 : method.lastIndexOf('.');
    return method != null
        && owner != null
        && dot > 0
        && owner.matches(method.substring(0, dot))
        && isNamed(method.substring(dot + 1));
  }

  private static boolean isModelCall(SpanType type) {
    return type == SpanType.GENERATION || type == SpanType.RESPONSE || type == SpanType.EMBEDDING;
  }

  /** Spans of model calls are named {@code chat gpt-4o}. */
  private static @Nullable String model(String spanName) {
    int blank = spanName.lastIndexOf(' ');
    return blank < 0 ? null : spanName.substring(blank + 1);
  }
}
