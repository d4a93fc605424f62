// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.Usage;
import dev.clew.exporter.metrics.MeasuredSpans;
import dev.clew.exporter.metrics.PipelineStub;
import dev.clew.exporter.metrics.SpanMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void halfSentRequests_doNotKeepTheNextOneOut() throws Exception {
    InetSocketAddress address = start();
    List<Socket> halfSent = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        halfSent.add(send(address, "GET /metrics HTTP/1.1\r\nHost: loc"));
      }

      assertThat(get("/metrics", "*/*").statusCode()).isEqualTo(200);
    } finally {
      for (Socket each : halfSent) {
        each.close();
      }
    }
  }

  @Test
  void halfSentRequest_isEndedAfterAWhile() throws Exception {
    endpoint = newEndpoint("127.0.0.1", 0, 100);
    endpoint.start();

    try (Socket socket = send(endpoint.address().get(20, TimeUnit.SECONDS), "GET /met")) {
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void readerThatDoesNotRead_isEndedAfterAWhile() throws Exception {
    Map<String, String> large = Map.of("service.name", "x".repeat(32 << 20));
    endpoint =
        new PrometheusEndpoint(
            "127.0.0.1", 0, List.of(), PipelineStub.metrics(spans), () -> large, said::add, 100);
    endpoint.start();
    InetSocketAddress address = endpoint.address().get(20, TimeUnit.SECONDS);

    try (Socket socket = send(address, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      // Nobody reads that at the other end, so this goes on until the connection is closed there.
      assertThatThrownBy(() -> writeForEver(socket)).isInstanceOf(IOException.class);
    }
  }

  private static void writeForEver(Socket socket) throws IOException {
    while (true) {
      socket.getOutputStream().write('x');
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "127.0.0.1:9464, 200",
    "metrics.example.com, 200",
    "evil.example.com, 403",
    "127.0.0.1.evil.example.com:9464, 403"
  })
  void host_mustBeOurs(String host, int status) throws Exception {
    String answer = exchange("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.contains("clew_")).isEqualTo(status == 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense\r\n\r\n", "GET /metrics HTTP/2\r\n\r\n", "GET % HTTP/1.1\r\n\r\n"})
  void whatIsNoRequest_isSaidToBeNone(String request) throws Exception {
    assertThat(exchange(request)).startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void headWithoutAnEnd_isSaidToBeNone() throws Exception {
    assertThat(exchange("GET /metrics HTTP/1.1\r\nCookie: " + "x".repeat(8192)))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void head_getsNoBody() throws Exception {
    String answer = exchange("HEAD /metrics?x=y HTTP/1.0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = send(start(), request)) {
      socket.setSoTimeout(20_000);
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static Socket send(InetSocketAddress address, String text) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
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
                thread.getName().equals("clew-prometheus")
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
    return newEndpoint(host, port, 10_000);
  }

  private PrometheusEndpoint newEndpoint(String host, int port, int maxMillis) {
    return new PrometheusEndpoint(
        host,
        port,
        List.of("metrics.example.com"),
        PipelineStub.metrics(spans),
        () -> Map.of("service.name", "tests"),
        said::add,
        maxMillis);
  }
}
