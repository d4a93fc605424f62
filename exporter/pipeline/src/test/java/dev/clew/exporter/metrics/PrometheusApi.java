// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks a server that speaks Prometheus' query language. */
public final class PrometheusApi {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String base;

  public PrometheusApi(String hostAndPort) {
    this.base = "http://" + hostAndPort;
  }

  /** Returns the one value of {@code query}, once there is one. */
  public double value(String query) throws IOException, InterruptedException {
    JsonNode result = await("/api/v1/query?query=" + encoded(query), "/data/result");
    if (result.size() != 1) {
      throw new AssertionError(query + " has " + result.size() + " results: " + result);
    }
    return Double.parseDouble(result.get(0).at("/value/1").asText());
  }

  /** Asks until there is something at {@code pointer} in the answer; there is nobody to wake us. */
  public JsonNode await(String path, String pointer) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer = get(path);
    while (answer.at(pointer).isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("nothing at " + pointer + " of " + path + ": " + answer);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      answer = get(path);
    }
    return answer.at(pointer);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    // Until it has read its own files, a server that listens already answers 503, in plain words.
    return answer.statusCode() == 503 ? MissingNode.getInstance() : json.readTree(answer.body());
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
