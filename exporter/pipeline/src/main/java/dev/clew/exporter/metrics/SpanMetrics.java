// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

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
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.metrics.data.MetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Derives metrics from records.
 *
 * <p>Must receive each record once, on the export thread, before sampling: rates that depend on
 * which traces were kept would be meaningless. Labels are names, never content.
 */
public final class SpanMetrics implements Consumer<ExportRecord> {
  private final MetricSet metrics;
  private final ModelCallMetrics modelCalls;
  private final WorkMetrics work;
  private final Metric spans;
  private final Metric errors;

  /**
   * Creates metrics without any series.
   *
   * @param maxSeries the maximum number of series per metric; further label sets share one
   */
  public SpanMetrics(int maxSeries) {
    metrics = new MetricSet(maxSeries);
    modelCalls = new ModelCallMetrics(metrics);
    work = new WorkMetrics(metrics);
    spans = metrics.add(Instrument.counter("clew.spans", "{span}", "Spans by type and outcome."));
    errors =
        metrics.add(Instrument.counter("clew.errors", "{error}", "Failed spans by type of error."));
  }

  @Override
  public void accept(ExportRecord record) {
    if (record instanceof SpanRecord span) {
      count(span);
      span.data().accept(new Measurement(span, modelCalls, work));
    } else if (record instanceof TraceRecord trace) {
      work.trace(trace);
    }
  }

  /** Returns the metrics that have any values. */
  public List<MetricFamily> collect() {
    return metrics.collect();
  }

  private void count(SpanRecord span) {
    Labels type = Labels.of("clew.span.type", span.data().type().wireName());
    spans.record(type.with("clew.status", span.status().name().toLowerCase(Locale.ROOT)), 1);
    String error = ErrorType.of(span);
    if (error != null) {
      errors.record(type.with(ErrorType.LABEL, error), 1);
    }
  }

  /** Records the additional metrics of a span's type. */
  private record Measurement(SpanRecord span, ModelCallMetrics modelCalls, WorkMetrics work)
      implements SpanData.Visitor<Void, RuntimeException> {

    @Override
    public Void visit(GenerationData data) {
      modelCalls.generation(span, data);
      return null;
    }

    @Override
    public Void visit(ResponseData data) {
      modelCalls.generation(span, data.generation());
      return null;
    }

    @Override
    public Void visit(EmbeddingData data) {
      modelCalls.embedding(span, data);
      return null;
    }

    @Override
    public Void visit(RetrievalData data) {
      modelCalls.retrieval(span);
      return null;
    }

    @Override
    public Void visit(AgentData data) {
      work.agent(span, data);
      return null;
    }

    @Override
    public Void visit(FunctionData data) {
      work.tool(span, data);
      return null;
    }

    @Override
    public Void visit(McpData data) {
      work.mcp(span, data);
      return null;
    }

    @Override
    public Void visit(HandoffData data) {
      work.handoff(data);
      return null;
    }

    @Override
    public Void visit(GuardrailData data) {
      work.guardrail(data);
      return null;
    }

    @Override
    public Void visit(CustomData data) {
      return null; // counted and timed like any span; nothing more is known of it
    }
  }
}
