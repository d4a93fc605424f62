// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ErrorRecord;
import dev.clew.exporter.metrics.MeasuredSpans;
import dev.clew.exporter.metrics.PipelineStub;
import dev.clew.exporter.metrics.Program;
import dev.clew.exporter.metrics.PrometheusApi;
import dev.clew.exporter.metrics.SpanMetrics;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real Prometheus for what it has scraped; skipped where there is none. */
@Timeout(120)
class RealPrometheusTest {
  private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");

  private final SpanMetrics spans = new SpanMetrics(100);

  @Test
  void prometheus_knowsWhatItHasScraped(@TempDir Path folder) throws Exception {
    Path binary = Program.find("prometheus");
    for (int i = 0; i < 4; i++) {
      spans.accept(
          MeasuredSpans.priced(
              MeasuredSpans.call(Usage.of(300, 20)), Map.of("clew.cost.total", 0.125)));
    }
    spans.accept(
        MeasuredSpans.failed(MeasuredSpans.call(null), new ErrorRecord("RateLimit", null, null)));
    spans.accept(
        MeasuredSpans.ok(new FunctionData("a \"b\" \\ ä\nc", null, null, null, null, false)));

    try (PrometheusEndpoint endpoint = endpoint();
        Program program = prometheus(binary, folder, endpoint)) {
      PrometheusApi api = new PrometheusApi(program.said());

      assertThat(api.value("sum(clew_spans_total)")).isEqualTo(6);
      assertThat(
              api.value(
                  "sum(gen_ai_client_token_usage_sum{gen_ai_token_type=\"input\","
                      + "gen_ai_request_model=\"gpt-4o-mini\"})"))
          .isEqualTo(1200);
      assertThat(api.value("sum(clew_cost_USD_total)")).isEqualTo(0.5);
      assertThat(
              api.value(
                  "sum(gen_ai_client_operation_duration_seconds_count{error_type=\"RateLimit\"})"))
          .isEqualTo(1);
      assertThat(
              api.value(
                  "histogram_quantile(0.5, sum by (le)"
                      + " (gen_ai_client_operation_duration_seconds_bucket))"))
          .isBetween(0.64, 1.28);
      assertThat(
              api.value(
                  "clew_tool_calls_total * on (instance) group_left (service_name) target_info"))
          .isEqualTo(1);
      assertThat(
              api.await("/api/v1/series?match[]=clew_tool_calls_total", "/data")
                  .at("/0/gen_ai_tool_name")
                  .asText())
          .isEqualTo("a \"b\" \\ ä c");
      assertThat(target(api)).isEqualTo("up: ");
      assertThat(api.await("/api/v1/metadata", "/data/clew_cost_USD/0").toString())
          .contains("\"type\":\"counter\"", "\"unit\":\"USD\"");
    }
  }

  private static String target(PrometheusApi api) throws Exception {
    JsonNode target = api.await("/api/v1/targets", "/data/activeTargets").get(0);
    return target.at("/health").asText() + ": " + target.at("/lastError").asText();
  }

  private PrometheusEndpoint endpoint() {
    PrometheusEndpoint endpoint =
        new PrometheusEndpoint(
            "127.0.0.1",
            0,
            List.of(),
            PipelineStub.metrics(spans),
            () -> Map.of("service.name", "tests"),
            line -> {});
    endpoint.start();
    return endpoint;
  }

  private static Program prometheus(Path binary, Path folder, PrometheusEndpoint endpoint)
      throws Exception {
    InetSocketAddress address = endpoint.address().get();
    assertThat(address).isNotNull();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 200ms
          scrape_timeout: 200ms
        scrape_configs:
          - job_name: clew
            static_configs:
              - targets: ["127.0.0.1:%d"]
        """
            .formatted(address.getPort()));
    return Program.start(
        List.of(
            binary.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:0"),
        LISTENING);
  }
}
