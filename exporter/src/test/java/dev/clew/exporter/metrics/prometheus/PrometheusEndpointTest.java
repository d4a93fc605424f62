// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.Usage;
import dev.clew.exporter.metrics.MeasuredSpans;
import dev.clew.exporter.metrics.PipelineStub;
import dev.clew.exporter.metrics.SpanMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusEndpointTest {
  private final SpanMetrics spans = new SpanMetrics(100);
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable PrometheusEndpoint endpoint;

  @AfterEach
  void close() {
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Test
  void scrape_withoutWishesGetsText() throws Exception {
    spans.accept(MeasuredSpans.ok(MeasuredSpans.call(Usage.of(1, 2))));

    HttpResponse<String> answer = get("/metrics", "*/*");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    Exposition page = Exposition.parse(answer.body(), false);
    assertThat(page.types)
        .containsEntry("clew_spans_total", "counter")
        .containsEntry("clew_pipeline_queued", "gauge");
  }

  @Test
  void scrape_thatAsksForOpenMetricsGetsThem() throws Exception {
    HttpResponse<String> answer =
        get(
            "/metrics",
            "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    Exposition page = Exposition.parse(answer.body(), true);
    assertThat(page.value("clew_pipeline_spans_ended_total")).isZero();
  }

  @Test
  void otherPaths_areNotFound() throws Exception {
    assertThat(get("/", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/x", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/metricsx", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void otherMethods_areRefused() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri(start(), "/metrics"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();

    HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
  }

  @Test
  void endpoint_listensOnLoopbackOnly() throws Exception {
    assertThat(start().getAddress().isLoopbackAddress()).isTrue();
  }

  @Test
  void endpoint_runsOnDaemonThreadsOnly() throws Exception {
    get("/metrics", "*/*");

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(
            thread ->
                thread.getName().contains("HTTP-Dispatcher")
                    || thread.getName().startsWith("clew-scrape"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void portInUse_isSaidInOneLine() throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      assertThat(started("127.0.0.1", taken.getLocalPort())).isNull();

      assertThat(said)
          .singleElement()
          .asString()
          .contains("127.0.0.1:" + taken.getLocalPort(), "Address already in use")
          .contains("clew.prometheus.port");
    }
  }

  @Test
  void unknownHost_isSaidInOneLine() throws Exception {
    assertThat(started("no-such-host.invalid", 0)).isNull();

    assertThat(said).singleElement().asString().contains("no-such-host.invalid");
  }

  @Test
  void close_freesThePort() throws Exception {
    InetSocketAddress address = start();

    endpoint().close();

    try (ServerSocket again = new ServerSocket(address.getPort(), 1, address.getAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void close_beforeItListensLeavesNothing() throws Exception {
    endpoint = newEndpoint("127.0.0.1", 0);
    endpoint.close();
    endpoint.start();

    assertThat(endpoint.address().get(20, TimeUnit.SECONDS)).isNull();
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    InetSocketAddress address = endpoint == null ? start() : endpoint.address().join();
    HttpRequest request =
        HttpRequest.newBuilder(uri(address, path)).header("Accept", accept).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(InetSocketAddress address, String path) {
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }

  private InetSocketAddress start() {
    InetSocketAddress address = started("127.0.0.1", 0);
    assertThat(address).isNotNull();
    return address;
  }

  private @Nullable InetSocketAddress started(String host, int port) {
    endpoint = newEndpoint(host, port);
    endpoint.start();
    return endpoint.address().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private PrometheusEndpoint endpoint() {
    PrometheusEndpoint made = endpoint;
    assertThat(made).isNotNull();
    return made;
  }

  private PrometheusEndpoint newEndpoint(String host, int port) {
    return new PrometheusEndpoint(
        host, port, PipelineStub.metrics(spans), () -> Map.of("service.name", "tests"), said::add);
  }
}
