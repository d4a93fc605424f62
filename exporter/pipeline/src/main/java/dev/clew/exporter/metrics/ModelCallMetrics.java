// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import dev.clew.exporter.semconv.Operation;
import org.jspecify.annotations.Nullable;

/** Duration, tokens and cost of model calls, by OpenTelemetry's conventions 1.41. */
final class ModelCallMetrics {
  /** Set on each priced call; on other spans it would be the sum of the calls within. */
  static final String COST = "clew.cost.total";

  static final String CACHE_SAVINGS = "clew.cost.cache_savings";

  private final Metric duration;
  private final Metric firstChunk;
  private final Metric tokens;
  private final Metric tokenDetails;
  private final Metric cost;
  private final Metric savings;

  ModelCallMetrics(MetricSet metrics) {
    duration =
        metrics.add(
            Instrument.histogram(
                "gen_ai.client.operation.duration",
                "s",
                "Duration of model calls, including retries.",
                Buckets.CALL_SECONDS));
    firstChunk =
        metrics.add(
            Instrument.histogram(
                "gen_ai.client.operation.time_to_first_chunk",
                "s",
                "Time from a streaming call to the first chunk of its answer.",
                Buckets.CALL_SECONDS));
    tokens =
        metrics.add(
            Instrument.histogram(
                "gen_ai.client.token.usage",
                "{token}",
                "Tokens of model calls, including cached input and reasoning.",
                Buckets.TOKENS));
    tokenDetails =
        metrics.add(
            Instrument.counter(
                "clew.token.details",
                "{token}",
                "Tokens of special kinds, included in gen_ai.client.token.usage."));
    cost =
        metrics.add(
            Instrument.sum("clew.cost", "USD", "Cost of model calls whose price is known."));
    savings =
        metrics.add(
            Instrument.sum("clew.cost.cache_savings", "USD", "Amount saved by the prompt cache."));
  }

  void generation(SpanRecord span, GenerationData call) {
    String operation = Operation.of(call, span.name());
    Labels model = model(operation, call.provider(), call.requestModel(), call.responseModel());
    duration(span, model);
    Long first = span.firstChunkEpochNanos();
    if (call.streamed() && first != null) {
      firstChunk.record(model, seconds(first - span.startEpochNanos()));
    }
    // Retrieving a finished call again costs nothing, although it reports the tokens again.
    if (!Operation.isReread(operation)) {
      usage(model, call.usage(), true);
      cost(span, model);
    }
  }

  void embedding(SpanRecord span, EmbeddingData call) {
    Labels model =
        model(Operation.EMBEDDINGS, call.provider(), call.requestModel(), call.responseModel());
    duration(span, model);
    usage(model, call.usage(), false);
    cost(span, model);
  }

  void retrieval(SpanRecord span) {
    duration(span, Labels.of("gen_ai.operation.name", Operation.RETRIEVAL));
  }

  private static Labels model(
      String operation,
      @Nullable String provider,
      @Nullable String requestModel,
      @Nullable String responseModel) {
    return Labels.of(
        "gen_ai.operation.name", operation,
        "gen_ai.provider.name", provider,
        "gen_ai.request.model", requestModel,
        "gen_ai.response.model", responseModel);
  }

  private void duration(SpanRecord span, Labels labels) {
    duration.record(
        labels.with(ErrorType.LABEL, ErrorType.of(span)), seconds(span.durationNanos()));
  }

  private void usage(Labels model, @Nullable Usage usage, boolean answers) {
    if (usage == null) {
      return;
    }
    Labels labels = usage.estimated() ? model.with("clew.usage.estimated", "true") : model;
    tokens(tokens, labels, "gen_ai.token.type", "input", usage.input());
    if (answers) {
      tokens(tokens, labels, "gen_ai.token.type", "output", usage.output());
    }
    tokens(tokenDetails, labels, "clew.token.type", "cache_read", usage.cachedInput());
    tokens(tokenDetails, labels, "clew.token.type", "cache_write", usage.cacheWriteInput());
    tokens(tokenDetails, labels, "clew.token.type", "reasoning", usage.reasoning());
    tokens(tokenDetails, labels, "clew.token.type", "audio_input", usage.audioInput());
    tokens(tokenDetails, labels, "clew.token.type", "audio_output", usage.audioOutput());
  }

  private static void tokens(
      Metric metric, Labels labels, String label, String type, @Nullable Long count) {
    if (count != null) {
      metric.record(labels.with(label, type), count);
    }
  }

  private void cost(SpanRecord span, Labels model) {
    add(cost, model, span.attributes().get(COST));
    add(savings, model, span.attributes().get(CACHE_SAVINGS));
  }

  private static void add(Metric metric, Labels labels, @Nullable Object amount) {
    if (amount instanceof Number dollars) {
      metric.record(labels, dollars.doubleValue());
    }
  }

  static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
