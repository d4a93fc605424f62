// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.log;

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
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.core.log.AgentLog;
import dev.clew.core.log.AgentLog.Category;
import dev.clew.core.log.AgentLog.Level;
import dev.clew.exporter.RecordObserver;
import dev.clew.exporter.cost.Costs;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line to the agent's log for each agent run, model call and tool call that has ended:
 * names and figures, never content.
 */
public final class SpanLog implements RecordObserver {
  private final AgentLog log;

  /** Writes to {@code log}, as its levels say. */
  public SpanLog(AgentLog log) {
    this.log = log;
  }

  @Override
  public boolean isActive() {
    return Stream.of(Category.AGENT, Category.MODEL, Category.TOOL)
        .anyMatch(category -> log.level(category) != Level.OFF);
  }

  @Override
  public void onRecord(ExportRecord record) {
    if (record instanceof SpanRecord span) {
      Line line = span.data().accept(new Description(span));
      if (!line.equals(Line.NONE)) {
        write(span, line);
      }
    }
  }

  private void write(SpanRecord span, Line line) {
    boolean failed = span.status() == SpanStatus.ERROR;
    StringBuilder text = new StringBuilder(line.text);
    if (!line.momentary) {
      text.append(' ').append(failed ? "failed" : word(span.status()));
      text.append(' ').append(span.durationNanos() / 1_000_000).append(" ms");
    }
    text.append(line.figures);
    if (log.level(line.category) == Level.DEBUG) {
      text.append(" trace=").append(span.traceId()).append(" span=").append(span.spanId());
      text.append(span.parentId() == null ? "" : " parent=" + span.parentId());
    }
    ErrorRecord error = span.error();
    log.log(
        line.category,
        failed ? Level.WARN : Level.INFO,
        text.toString(),
        error == null ? null : error.type()); // its message may quote content
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a line says.
   *
   * @param momentary whether duration and status mean nothing
   */
  private record Line(Category category, String text, String figures, boolean momentary) {
    static final Line NONE = new Line(Category.RUNTIME, "", "", true);

    static Line of(Category category, String what, @Nullable String name) {
      return new Line(category, name == null ? what : what + " " + name, "", false);
    }

    Line with(String name, @Nullable Object value) {
      return value == null
          ? this
          : new Line(category, text, figures + " " + name + "=" + value, momentary);
    }
  }

  private record Description(SpanRecord span) implements SpanData.Visitor<Line, RuntimeException> {

    @Override
    public Line visit(AgentData data) {
      return Line.of(Category.AGENT, "agent", data.name());
    }

    @Override
    public Line visit(HandoffData data) {
      String from = data.fromAgent() == null ? "?" : data.fromAgent();
      String to = data.toAgent() == null ? "?" : data.toAgent();
      return new Line(Category.AGENT, "handoff " + from + " -> " + to, "", true);
    }

    @Override
    public Line visit(GuardrailData data) {
      return Line.of(Category.AGENT, "guardrail", data.name()).with("triggered", data.triggered());
    }

    @Override
    public Line visit(GenerationData data) {
      return call("model", data.requestModel(), data.responseModel(), data.usage())
          .with("provider", data.provider());
    }

    @Override
    public Line visit(ResponseData data) {
      return visit(data.generation());
    }

    @Override
    public Line visit(EmbeddingData data) {
      return call("embedding", data.requestModel(), data.responseModel(), data.usage())
          .with("provider", data.provider());
    }

    private Line call(
        String what, @Nullable String asked, @Nullable String answered, @Nullable Usage usage) {
      Line line = Line.of(Category.MODEL, what, asked == null ? answered : asked);
      return (usage == null ? line : line.with("in", usage.input()).with("out", usage.output()))
          .with("cost", span.attributes().get(Costs.TOTAL));
    }

    @Override
    public Line visit(FunctionData data) {
      Line line = Line.of(Category.TOOL, "tool", data.name()).with("server", data.mcpServer());
      return data.inferred() ? line.with("inferred", true) : line;
    }

    @Override
    public Line visit(McpData data) {
      return Line.of(Category.TOOL, "mcp", data.method()).with("server", data.server());
    }

    @Override
    public Line visit(RetrievalData data) {
      return Line.of(Category.TOOL, "retrieval", data.source())
          .with("documents", data.documents().size());
    }

    @Override
    public Line visit(CustomData data) {
      return Line.NONE; // nothing is known of it
    }
  }
}
