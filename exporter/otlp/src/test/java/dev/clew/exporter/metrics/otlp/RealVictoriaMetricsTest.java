// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.Usage;
import dev.clew.exporter.metrics.MeasuredSpans;
import dev.clew.exporter.metrics.Program;
import dev.clew.exporter.metrics.PrometheusApi;
import dev.clew.exporter.metrics.SpanMetrics;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real VictoriaMetrics, 1.112 or later, what it was sent; skipped where there is none. */
@Timeout(120)
class RealVictoriaMetricsTest {
  private final SpanMetrics spans = new SpanMetrics(100);
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void victoriaMetrics_knowsWhatItWasSent(@TempDir Path folder) throws Exception {
    Path binary = Program.find("victoria-metrics");
    spans.accept(
        MeasuredSpans.priced(
            MeasuredSpans.call(Usage.of(300, 20)), Map.of("clew.cost.total", 0.125)));
    String address = "127.0.0.1:" + freePort();

    try (Program program = victoriaMetrics(binary, folder, address)) {
      assertThat(program.said()).isEqualTo(address);
      MetricsSenders.sendOnce(
          URI.create("http://" + address + "/opentelemetry/v1/metrics"), spans, said);

      PrometheusApi api = new PrometheusApi(address);
      assertThat(said).isEmpty();
      assertThat(api.value("sum({__name__=\"clew.cost\"})")).isEqualTo(0.125);
      assertThat(api.value("sum({__name__=\"gen_ai.client.token.usage_sum\"})")).isEqualTo(320);
      assertThat(
              api.value("sum({__name__=\"gen_ai.client.operation.duration_bucket\",le=\"1.28\"})"))
          .isEqualTo(1);
    }
  }

  /** It does not say which port it got if it is let choose. */
  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Program victoriaMetrics(Path binary, Path folder, String address)
      throws Exception {
    return Program.start(
        List.of(
            binary.toString(),
            "-storageDataPath=" + folder.resolve("data"),
            "-httpListenAddr=" + address,
            "-search.latencyOffset=0s"),
        Pattern.compile("server at http://([^/]+)/"));
  }
}
