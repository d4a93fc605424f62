// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.render.SpanRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Picks what of a span is worth a place in its line. */
final class SpanLines {
  private static final int MAX_TITLE = 60;
  private static final int MAX_DETAIL = 200;
  private static final Set<String> EXPECTED_FINISHES =
      Set.of("stop", "tool_calls", "tool_execution", "completed");

  /** Under which custom work says what came of it. */
  private static final List<String> OUTPUTS = List.of("output", "result");

  private final TreeSymbols symbols;

  SpanLines(TreeSymbols symbols) {
    this.symbols = symbols;
  }

  SpanLine of(SpanRecord span) {
    SpanData data = span.data();
    GenerationData generation = generation(data);
    Usage usage =
        generation != null
            ? generation.usage()
            : data instanceof EmbeddingData embedding ? embedding.usage() : null;
    Long firstChunk = span.firstChunkEpochNanos();
    return new SpanLine(
        span.spanId(),
        span.parentId(),
        span.startEpochNanos(),
        span.durationNanos(),
        firstChunk == null ? null : firstChunk - span.startEpochNanos(),
        span.status(),
        data.type().wireName(),
        OneLine.of(title(span, data, generation), MAX_TITLE, symbols),
        String.join("  ", details(span, data, generation)),
        error(span.error()),
        usage,
        // Sums on other spans would be counted twice.
        usage == null ? Dollars.NONE : Dollars.of(span));
  }

  private String title(SpanRecord span, SpanData data, @Nullable GenerationData generation) {
    if (data instanceof HandoffData handoff) {
      return or(handoff.fromAgent(), "?")
          + " "
          + symbols.arrow()
          + " "
          + or(handoff.toAgent(), "?");
    }
    if (generation != null) {
      String model = or(generation.requestModel(), generation.responseModel());
      return model == null || span.name().contains(model) ? span.name() : span.name() + " " + model;
    }
    return span.name();
  }

  private List<String> details(
      SpanRecord span, SpanData data, @Nullable GenerationData generation) {
    List<String> details = new ArrayList<>();
    if (data instanceof HandoffData handoff && "model".equals(handoff.decidedBy())) {
      details.add("decided by the model");
    } else if (data instanceof FunctionData function) {
      details.add(call(function));
    } else if (data instanceof GuardrailData guardrail) {
      details.add(guardrail.triggered() ? "triggered" : "passed");
    } else if (data instanceof RetrievalData retrieval) {
      details.add(
          shown(retrieval.query())
              + " "
              + symbols.arrow()
              + " "
              + Durations.plural(retrieval.documents().size(), "document"));
    } else if (data instanceof EmbeddingData embedding && embedding.inputs() != null) {
      details.add(Durations.plural(embedding.inputs(), "input"));
    } else if (data instanceof McpData mcp) {
      details.add(shown(mcp.server()) + " " + shown(String.join(", ", mcp.result())));
    } else if (data instanceof CustomData custom && !custom.data().isEmpty()) {
      details.addAll(custom(custom.data()));
    }
    if (generation != null) {
      generation.finishReasons().stream()
          .filter(reason -> !EXPECTED_FINISHES.contains(reason))
          .forEach(reason -> details.add("finished by " + shown(reason)));
    }
    Object lost = span.attributes().get(SpanRenderer.CONTENT_DROPPED);
    if (lost != null) {
      details.add("(content lost: " + shown(lost.toString()) + ")");
    }
    details.removeIf(String::isBlank);
    return details;
  }

  /** What came of it first: a person's answer or a planner's choice is what the span is about. */
  private List<String> custom(Map<String, @Nullable Object> data) {
    for (String key : OUTPUTS) {
      Object output = data.get(key);
      if (output != null) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(data);
        rest.remove(key);
        String before = rest.isEmpty() ? "" : shown(rest.toString());
        return List.of(symbols.arrow() + " " + shown(output.toString()), before);
      }
    }
    return List.of(shown(data.toString()));
  }

  private String call(FunctionData function) {
    String inferred = function.inferred() ? " (inferred)" : "";
    String input = shown(function.input());
    String output =
        function.output() == null ? "" : symbols.arrow() + " " + shown(function.output());
    return (input + " " + output).strip() + inferred;
  }

  private @Nullable String error(@Nullable ErrorRecord error) {
    if (error == null) {
      return null;
    }
    String type = error.type().substring(error.type().lastIndexOf('.') + 1);
    String message = error.message();
    return OneLine.of(message == null ? type : type + ": " + message, MAX_DETAIL, symbols);
  }

  private static @Nullable GenerationData generation(SpanData data) {
    if (data instanceof ResponseData response) {
      return response.generation();
    }
    return data instanceof GenerationData generation ? generation : null;
  }

  private String shown(@Nullable String text) {
    return text == null ? "" : OneLine.of(text, MAX_DETAIL, symbols);
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}
