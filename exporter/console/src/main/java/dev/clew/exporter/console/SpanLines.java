// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import dev.clew.api.data.AgentData;
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

/** Selects the details of a span that its line shows. */
final class SpanLines {
  private static final int MAX_TITLE = 60;
  private static final int MAX_DETAIL = 200;
  private static final Set<String> EXPECTED_FINISHES =
      Set.of("stop", "tool_calls", "tool_execution", "completed", "end_turn", "tool_use", "STOP");

  /** Keys under which custom spans report their result. */
  private static final List<String> OUTPUTS = List.of("output", "result");

  private final TreeSymbols symbols;

  SpanLines(TreeSymbols symbols) {
    this.symbols = symbols;
  }

  SpanLine of(SpanRecord span) {
    Shown shown = span.data().accept(new ByType(span));
    Usage usage = shown.usage();
    Long firstChunk = span.firstChunkEpochNanos();
    return new SpanLine(
        span.spanId(),
        span.parentId(),
        span.startEpochNanos(),
        span.durationNanos(),
        firstChunk == null ? null : firstChunk - span.startEpochNanos(),
        span.status(),
        span.data().type().wireName(),
        OneLine.of(shown.title(), MAX_TITLE, symbols),
        details(span, shown.details()),
        error(span.error()),
        usage,
        // Sums on other spans would be counted twice.
        usage == null ? Dollars.NONE : Dollars.of(span));
  }

  /** The details that depend on the span's type. */
  private record Shown(String title, @Nullable Usage usage, List<String> details) {}

  private final class ByType implements SpanData.Visitor<Shown, RuntimeException> {
    private final SpanRecord span;

    ByType(SpanRecord span) {
      this.span = span;
    }

    @Override
    public Shown visit(GenerationData data) {
      String model = or(data.requestModel(), data.responseModel());
      String name = span.name();
      return new Shown(
          model == null || name.contains(model) ? name : name + " " + model,
          data.usage(),
          data.finishReasons().stream()
              .filter(reason -> !EXPECTED_FINISHES.contains(reason))
              .map(reason -> "finished by " + shown(reason))
              .toList());
    }

    @Override
    public Shown visit(ResponseData data) {
      return visit(data.generation());
    }

    @Override
    public Shown visit(HandoffData data) {
      return new Shown(
          or(data.fromAgent(), "?") + " " + symbols.arrow() + " " + or(data.toAgent(), "?"),
          null,
          "model".equals(data.decidedBy()) ? List.of("decided by the model") : List.of());
    }

    @Override
    public Shown visit(FunctionData data) {
      return named(call(data));
    }

    @Override
    public Shown visit(GuardrailData data) {
      return named(data.triggered() ? "triggered" : "passed");
    }

    @Override
    public Shown visit(RetrievalData data) {
      String found = Durations.plural(data.documents().size(), "document");
      return named(shown(data.query()) + " " + symbols.arrow() + " " + found);
    }

    @Override
    public Shown visit(EmbeddingData data) {
      Integer inputs = data.inputs();
      return new Shown(
          span.name(),
          data.usage(),
          inputs == null ? List.of() : List.of(Durations.plural(inputs, "input")));
    }

    @Override
    public Shown visit(McpData data) {
      return named(shown(data.server()) + " " + shown(String.join(", ", data.result())));
    }

    @Override
    public Shown visit(CustomData data) {
      return new Shown(span.name(), null, data.data().isEmpty() ? List.of() : custom(data.data()));
    }

    @Override
    public Shown visit(AgentData data) {
      return new Shown(span.name(), null, List.of());
    }

    private Shown named(String detail) {
      return new Shown(span.name(), null, List.of(detail));
    }
  }

  private String details(SpanRecord span, List<String> ofType) {
    List<String> details = new ArrayList<>(ofType);
    Object lost = span.attributes().get(SpanRenderer.CONTENT_DROPPED);
    if (lost != null) {
      details.add("(content lost: " + shown(lost.toString()) + ")");
    }
    details.removeIf(String::isBlank);
    return String.join("  ", details);
  }

  /** Puts the result first: a person's answer or a planner's choice is what the span is about. */
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

  private String shown(@Nullable String text) {
    return text == null ? "" : OneLine.of(text, MAX_DETAIL, symbols);
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}
