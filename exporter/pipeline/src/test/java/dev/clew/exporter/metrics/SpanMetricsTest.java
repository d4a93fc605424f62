// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import static dev.clew.exporter.metrics.MeasuredSpans.call;
import static dev.clew.exporter.metrics.MeasuredSpans.failed;
import static dev.clew.exporter.metrics.MeasuredSpans.ok;
import static dev.clew.exporter.metrics.MeasuredSpans.priced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.Samples;
import dev.clew.exporter.metrics.data.MetricFamily;
import dev.clew.exporter.metrics.data.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanMetricsTest {
  private static final Map<String, String> MODEL =
      Map.of(
          "gen_ai.operation.name", "chat",
          "gen_ai.provider.name", "openai",
          "gen_ai.request.model", "gpt-4o-mini",
          "gen_ai.response.model", "gpt-4o-mini-2024-07-18");

  private final SpanMetrics metrics = new SpanMetrics(100);

  @Test
  void duration_isMeasuredByOperationProviderAndModels() {
    metrics.accept(ok(call(null)));
    metrics.accept(ok(call(null)));

    assertThat(sums("gen_ai.client.operation.duration")).isEqualTo(Map.of(MODEL, 2.0));
  }

  @Test
  void duration_ofAFailedCallSaysWhatFailed() {
    metrics.accept(failed(call(null), new ErrorRecord("com.example.RateLimit", "secret", null)));

    assertThat(sums("gen_ai.client.operation.duration"))
        .containsOnlyKeys(with(MODEL, "error.type", "com.example.RateLimit"));
  }

  @Test
  void errorType_ofAFailureWithoutNameIsOther() {
    metrics.accept(failed(call(null), null));

    assertThat(singles("clew.errors"))
        .isEqualTo(Map.of(Map.of("clew.span.type", "generation", "error.type", "_OTHER"), 1.0));
  }

  @Test
  void errorType_isAbsentFromWhatTheCallerEndedEarly() {
    metrics.accept(MeasuredSpans.span("chat", call(null), SpanStatus.CANCELLED, null, Map.of()));

    assertThat(sums("gen_ai.client.operation.duration")).containsOnlyKeys(MODEL);
    assertThat(MetricValues.names(metrics.collect())).doesNotContain("clew.errors");
    assertThat(singles("clew.spans"))
        .isEqualTo(Map.of(Map.of("clew.span.type", "generation", "clew.status", "cancelled"), 1.0));
  }

  @Test
  void timeToFirstChunk_isMeasuredForStreamsOnly() {
    metrics.accept(ok(call(null)));
    metrics.accept(ok(new GenerationData.Builder().provider("openai").build()));

    assertThat(sums("gen_ai.client.operation.time_to_first_chunk")).isEqualTo(Map.of(MODEL, 0.25));
  }

  @Test
  void tokens_areMeasuredByType() {
    metrics.accept(ok(call(new Usage(310L, 25L, 335L, 128L, null, 11L, null, null, false))));

    assertThat(sums("gen_ai.client.token.usage"))
        .isEqualTo(
            Map.of(
                with(MODEL, "gen_ai.token.type", "input"), 310.0,
                with(MODEL, "gen_ai.token.type", "output"), 25.0));
    assertThat(singles("clew.token.details"))
        .isEqualTo(
            Map.of(
                with(MODEL, "clew.token.type", "cache_read"), 128.0,
                with(MODEL, "clew.token.type", "reasoning"), 11.0));
  }

  @Test
  void tokens_thatAreAGuessSayIt() {
    metrics.accept(ok(call(new Usage(3L, null, null, null, null, null, null, null, true))));

    assertThat(sums("gen_ai.client.token.usage"))
        .containsOnlyKeys(
            with(with(MODEL, "gen_ai.token.type", "input"), "clew.usage.estimated", "true"));
  }

  @Test
  void tokens_ofAResponseLookedAtAgainAreNotCountedAgain() {
    GenerationData fetched =
        new GenerationData.Builder()
            .usage(Usage.of(10, 5))
            .details(Map.of("operation", "fetch_response"))
            .build();

    metrics.accept(ok(new ResponseData(fetched, null, null, null)));

    assertThat(MetricValues.names(metrics.collect())).doesNotContain("gen_ai.client.token.usage");
  }

  @Test
  void tokens_ofAnEmbeddingAreInput() {
    metrics.accept(ok(new EmbeddingData("openai", "te3", null, null, 3, Usage.of(12, 0))));

    assertThat(sums("gen_ai.client.token.usage"))
        .isEqualTo(
            Map.of(
                Map.of(
                    "gen_ai.operation.name", "embeddings",
                    "gen_ai.provider.name", "openai",
                    "gen_ai.request.model", "te3",
                    "gen_ai.token.type", "input"),
                12.0));
  }

  @Test
  void cost_isSummedOverPricedCallsOnly() {
    metrics.accept(priced(call(null), Map.of("clew.cost.total", 0.25)));
    metrics.accept(priced(call(null), Map.of("clew.cost.total", 0.5)));
    metrics.accept(ok(call("unknown-model", null)));
    metrics.accept(priced(Samples.allData().get(0), Map.of("clew.cost.total", 0.75)));

    assertThat(singles("clew.cost")).isEqualTo(Map.of(MODEL, 0.75));
  }

  @Test
  void tools_areCountedAndTheirDurationMeasured() {
    metrics.accept(ok(new FunctionData("refund", null, null, null, null, false)));

    Map<String, String> tool = Map.of("gen_ai.tool.name", "refund");
    assertThat(sums("gen_ai.execute_tool.duration")).isEqualTo(Map.of(tool, 1.0));
    assertThat(singles("clew.tool.calls"))
        .isEqualTo(Map.of(with(tool, "clew.tool.inferred", "false"), 1.0));
  }

  @Test
  void tools_thatRanElsewhereHaveNoDuration() {
    metrics.accept(ok(new FunctionData("web_search", null, null, null, null, true)));

    assertThat(MetricValues.names(metrics.collect()))
        .contains("clew.tool.calls")
        .doesNotContain("gen_ai.execute_tool.duration");
  }

  @Test
  void handoffs_areCountedByBothEnds() {
    metrics.accept(ok(new HandoffData("triage", "refunds", "model")));

    assertThat(singles("clew.handoffs"))
        .isEqualTo(
            Map.of(
                Map.of(
                    "clew.handoff.from", "triage",
                    "clew.handoff.to", "refunds",
                    "clew.handoff.decided_by", "model"),
                1.0));
  }

  @Test
  void guardrails_areCountedByVerdict() {
    metrics.accept(ok(new GuardrailData("moderation", true, Map.of())));
    metrics.accept(ok(new GuardrailData("moderation", false, Map.of())));
    metrics.accept(ok(new GuardrailData("moderation", false, Map.of())));

    assertThat(singles("clew.guardrail.checks"))
        .isEqualTo(
            Map.of(
                Map.of("clew.guardrail.name", "moderation", "clew.guardrail.triggered", "true"),
                1.0,
                Map.of("clew.guardrail.name", "moderation", "clew.guardrail.triggered", "false"),
                2.0));
  }

  @Test
  void traces_areMeasuredByOutcome() {
    TraceRecord trace = Samples.trace(3);
    metrics.accept(trace);

    assertThat(sums("clew.trace.duration")).isEqualTo(Map.of(Map.of("clew.status", "ok"), 1.84));
  }

  @Test
  void labels_holdNoContent() {
    for (SpanData data : Samples.allData()) {
      metrics.accept(Samples.span(2, data));
    }

    assertThat(metrics.collect().toString()).contains("computeRefund").doesNotContain("secret");
  }

  @Test
  void series_beyondTheLimitShareOneAndAreCounted() {
    SpanMetrics few = new SpanMetrics(2);
    for (int i = 0; i < 5; i++) {
      few.accept(ok(new FunctionData("tool-" + i, null, null, null, null, false)));
    }
    few.accept(ok(new FunctionData("tool-1", null, null, null, null, false)));

    assertThat(MetricValues.sums(few.collect(), "gen_ai.execute_tool.duration"))
        .isEqualTo(
            Map.of(
                Map.of("gen_ai.tool.name", "tool-0"), 1.0,
                Map.of("gen_ai.tool.name", "tool-1"), 2.0,
                Map.of("otel.metric.overflow", "true"), 3.0));
    assertThat(MetricValues.singles(few.collect(), "clew.metrics.overflow"))
        .containsEntry(Map.of("clew.metric", "gen_ai.execute_tool.duration"), 3.0)
        .containsEntry(Map.of("clew.metric", "clew.spans"), 0.0);
  }

  @Test
  void buckets_includeTheirUpperEnds() {
    metrics.accept(ok(call(Usage.of(1, 5))));

    List<Long> counts =
        MetricValues.family(metrics.collect(), "gen_ai.client.token.usage").points().stream()
            .map(point -> ((Point.Distribution) point).counts())
            .map(each -> (long) each.indexOf(1L))
            .toList();
    MetricFamily family = MetricValues.family(metrics.collect(), "gen_ai.client.token.usage");
    assertThat(family.instrument().bounds()).startsWith(1.0, 4.0, 16.0).endsWith(67108864.0);
    assertThat(counts).containsExactly(0L, 2L);
  }

  @Test
  void buckets_ofDurationsAreThoseOfTheConventions() {
    metrics.accept(ok(call(null)));

    assertThat(
            MetricValues.family(metrics.collect(), "gen_ai.client.operation.duration")
                .instrument()
                .bounds())
        .containsExactly(
            0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
  }

  @Test
  void amounts_thatAreNoNumbersOrNegativeAreNotAdded() {
    metrics.accept(priced(call(null), Map.of("clew.cost.total", Double.NaN)));
    metrics.accept(priced(call(null), Map.of("clew.cost.total", -1.0)));
    metrics.accept(priced(call(null), Map.of("clew.cost.total", "free")));

    assertThat(MetricValues.names(metrics.collect())).doesNotContain("clew.cost");
  }

  private Map<Map<String, String>, Double> singles(String name) {
    return MetricValues.singles(metrics.collect(), name);
  }

  private Map<Map<String, String>, Double> sums(String name) {
    return MetricValues.sums(metrics.collect(), name);
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(name, value);
    return all;
  }
}
