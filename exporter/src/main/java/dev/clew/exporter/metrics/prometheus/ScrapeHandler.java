// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.prometheus.PrometheusPage.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers scrapes. */
final class ScrapeHandler implements HttpHandler {
  private static final String PATH = "/metrics";

  private final ClewMetrics metrics;
  private final Map<String, String> resource;

  ScrapeHandler(ClewMetrics metrics, Map<String, String> resource) {
    this.metrics = metrics;
    this.resource = resource;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        answer(exchange, 404, Format.TEXT.contentType(), "metrics are at " + PATH + "\n");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer(exchange, 405, Format.TEXT.contentType(), "only GET\n");
      } else {
        Format format = PrometheusEndpoint.format(exchange.getRequestHeaders().getFirst("Accept"));
        String page = PrometheusPage.of(metrics.collect(), resource, format);
        answer(exchange, 200, format.contentType(), page);
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String contentType, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
