// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanType;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.BatchSpanSink;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetricsWiringTest {
  private final CapturedLog said = new CapturedLog();

  @TempDir Path home;

  @Test
  void metrics_areNotMadeForNobody() {
    Settings settings = settings(Map.of());

    assertThat(new ExporterCatalog(settings, home, said.log).metrics()).isEmpty();
    assertThat(MetricsWiring.of(List.of(), settings, said.log)).isNull();
  }

  @Test
  void port_isEnoughToBeScrapedWithoutAnyExporter() throws Exception {
    int port = freePort();
    BatchSpanSink pipeline =
        pipeline(Map.of("clew.exporters", "none", "clew.prometheus.port", Integer.toString(port)));
    endTrace(pipeline);
    assertThat(pipeline.forceFlush(Duration.ofSeconds(20))).isTrue();

    HttpResponse<String> page = scrape(port);

    assertThat(page.body())
        .contains("clew_trace_duration_seconds_count{clew_status=\"ok\"} 1\n")
        .contains("service_name=\"desk\"")
        .contains("clew_pipeline_traces_ended_total 1\n");
    pipeline.close(Duration.ofSeconds(20));
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void prometheus_amongTheExportersIsNoExporterOfSpans() {
    ExporterCatalog catalog =
        new ExporterCatalog(settings(Map.of("clew.exporters", "prometheus")), home, said.log);

    assertThat(catalog.chosen()).isEmpty();
    assertThat(said.lines()).isEmpty();
    assertThat(catalog.metrics())
        .extracting(wanted -> wanted.provider().name())
        .containsExactly("prometheus");
  }

  @Test
  void otlp_getsTheLastMetricsAtTheEnd() throws Exception {
    BlockingQueue<String> paths = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          paths.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    String endpoint = "http://localhost:" + receiver.getAddress().getPort() + "/v1/traces";
    BatchSpanSink pipeline =
        pipeline(
            Map.of(
                "clew.exporters", "none",
                "clew.otlp.metrics", "true",
                "clew.otlp.endpoint", endpoint));
    endTrace(pipeline);

    pipeline.close(Duration.ofSeconds(20));

    assertThat(paths.poll(0, TimeUnit.SECONDS)).isEqualTo("/v1/metrics");
    receiver.stop(0);
  }

  private BatchSpanSink pipeline(Map<String, String> values) {
    Settings settings = settings(values);
    return new ExportPipeline(
            settings,
            said.log,
            home,
            new ExporterCatalog(settings, home, said.log),
            TraceSelection.of(settings, said.log::warn),
            null)
        .build();
  }

  private Settings settings(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("clew.service.name", "desk");
    return new Settings(List.of(new SettingsSource("system property", all, false)), said.log::warn);
  }

  /** The endpoint opens on its own thread, so the first attempts may come too early. */
  private static HttpResponse<String> scrape(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    while (true) {
      try {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      } catch (ConnectException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void endTrace(BatchSpanSink pipeline) {
    new RecordingTracer(pipeline, said.log, InstantSource.system(), 10)
        .start(Context.root(), SpanType.CUSTOM, "root", () -> new CustomData("root", Map.of()))
        .end();
  }
}
