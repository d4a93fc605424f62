// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.data.Usage;
import dev.clew.exporter.metrics.MeasuredSpans;
import dev.clew.exporter.metrics.SpanMetrics;
import dev.clew.exporter.metrics.prometheus.PrometheusPage.Format;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrometheusPageTest {
  private static final Map<String, String> RESOURCE = Map.of("service.name", "travel \"desk\"");

  private final SpanMetrics metrics = new SpanMetrics(100);

  @ParameterizedTest
  @EnumSource(Format.class)
  void page_ofEveryMetricFollowsItsFormat(Format format) {
    metrics.accept(MeasuredSpans.ok(MeasuredSpans.call(Usage.of(310, 25))));

    Exposition page = parsed(format);

    String call =
        "gen_ai_operation_name=chat, gen_ai_provider_name=openai,"
            + " gen_ai_request_model=gpt-4o-mini, gen_ai_response_model=gpt-4o-mini-2024-07-18";
    assertThat(page.value("gen_ai_client_operation_duration_seconds_count{" + call + "}"))
        .isEqualTo(1);
    assertThat(page.value("gen_ai_client_operation_duration_seconds_bucket{" + call + ", le=0.64}"))
        .isZero();
    assertThat(page.value("gen_ai_client_operation_duration_seconds_bucket{" + call + ", le=1.28}"))
        .isEqualTo(1);
    assertThat(page.value("gen_ai_client_token_usage_sum{" + call + ", gen_ai_token_type=input}"))
        .isEqualTo(310);
    assertThat(page.value("clew_spans_total{clew_span_type=generation, clew_status=ok}"))
        .isEqualTo(1);
    assertThat(page.value("target_info{service_name=travel \"desk\"}")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void labels_withSpecialCharactersAreEscaped(Format format) {
    String name = "a \"b\" \\n c:\\path ä \uD83D\uDE00 {}=,";
    metrics.accept(
        MeasuredSpans.ok(new FunctionData(name + "\nx\u0000", null, null, null, null, true)));

    Exposition page = parsed(format);

    assertThat(
            page.value(
                "clew_tool_calls_total{clew_tool_inferred=true, gen_ai_tool_name=" + name + " x }"))
        .isEqualTo(1);
  }

  @Test
  void openMetrics_tellsUnitsAndTypesWithoutTotal() {
    metrics.accept(
        MeasuredSpans.priced(MeasuredSpans.call(null), Map.of("clew.cost.total", 0.125)));

    Exposition page = parsed(Format.OPEN_METRICS);

    assertThat(page.types)
        .containsEntry("clew_cost_USD", "counter")
        .containsEntry("target", "info");
    assertThat(page.units)
        .containsEntry("clew_cost_USD", "USD")
        .containsEntry("gen_ai_client_operation_duration_seconds", "seconds");
    assertThat(page.samples).containsValue(0.125);
  }

  @Test
  void bounds_areTheSameInBothFormatsAndInOpenMetricsForm() {
    metrics.accept(MeasuredSpans.ok(MeasuredSpans.call(Usage.of(310, 25))));

    String text = PrometheusPage.of(metrics.collect(), Map.of(), Format.TEXT);

    assertThat(text)
        .contains("le=\"0.01\"", "le=\"1.0\"", "le=\"262144.0\"", "le=\"1.048576e+06\"")
        .contains("le=\"6.7108864e+07\"", "le=\"+Inf\"");
  }

  @Test
  void page_withoutAnyMetricIsValid() {
    assertThat(PrometheusPage.of(metrics.collect(), Map.of(), Format.TEXT)).isEmpty();
    assertThat(PrometheusPage.of(metrics.collect(), Map.of(), Format.OPEN_METRICS))
        .isEqualTo("# EOF\n");
  }

  private Exposition parsed(Format format) {
    String page = PrometheusPage.of(metrics.collect(), RESOURCE, format);
    return Exposition.parse(page, format == Format.OPEN_METRICS);
  }
}
