// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.api.data.AgentData;
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
 * Makes metrics of records.
 *
 * <p>To be given each record once, on the export thread, before anything is sampled: a rate that
 * depends on which traces were kept says nothing. Labels are names, never content.
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
   * @param maxSeries how many series each metric may have; what comes after shares one
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
      measure(span, span.data());
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

  private void measure(SpanRecord span, SpanData data) {
    if (data instanceof GenerationData call) {
      modelCalls.generation(span, call);
    } else if (data instanceof ResponseData response) {
      modelCalls.generation(span, response.generation());
    } else if (data instanceof EmbeddingData call) {
      modelCalls.embedding(span, call);
    } else if (data instanceof RetrievalData) {
      modelCalls.retrieval(span);
    } else if (data instanceof AgentData agent) {
      work.agent(span, agent);
    } else if (data instanceof FunctionData tool) {
      work.tool(span, tool);
    } else if (data instanceof McpData request) {
      work.mcp(span, request);
    } else if (data instanceof HandoffData handoff) {
      work.handoff(handoff);
    } else if (data instanceof GuardrailData guardrail) {
      work.guardrail(guardrail);
    }
  }
}
