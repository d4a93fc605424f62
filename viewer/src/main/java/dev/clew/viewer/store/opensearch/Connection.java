// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the nodes of a cluster. One that is refused for lack of capacity, or gets no
 * answer, is sent again, to the next node if there are several; so every request must be one that
 * may arrive twice.
 */
final class Connection {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  /** More would wait for each other in the cluster instead of here. */
  private static final int AT_ONCE = 8;

  /** An answer; the body is missing if it is not JSON. */
  record Answer(int status, JsonNode body) {
    boolean found() {
      return status < 300;
    }
  }

  private final OpenSearchSettings settings;
  private final HttpClient client;
  private final Semaphore requests = new Semaphore(AT_ONCE, true);
  private final AtomicInteger node = new AtomicInteger();

  Connection(OpenSearchSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (settings.ca() != null) {
      builder.sslContext(TrustedCertificates.of(settings.ca()));
    }
    client = builder.build();
  }

  OpenSearchSettings settings() {
    return settings;
  }

  JsonNode get(String path) {
    return call("GET", path, null).body();
  }

  JsonNode post(String path, ObjectNode body) {
    return call("POST", path, Json.writeBytes(body)).body();
  }

  /**
   * Sends a request.
   *
   * @param accepted statuses besides those of success that the caller handles
   */
  Answer call(String method, String path, byte @Nullable [] body, Integer... accepted) {
    return call(settings.patience(), method, path, body, accepted);
  }

  Answer call(
      Duration patience, String method, String path, byte @Nullable [] body, Integer... accepted) {
    Backoff backoff = new Backoff(patience);
    while (true) {
      URI address = settings.nodes().get(Math.floorMod(node.get(), settings.nodes().size()));
      StoreException problem;
      long wait = 0;
      try {
        HttpResponse<byte[]> response = send(request(address, method, path, body));
        int status = response.statusCode();
        JsonNode answer = parse(response.body());
        if (status < 300 || List.of(accepted).contains(status)) {
          return new Answer(status, answer);
        }
        problem = Problems.of(settings, address, method + " " + path, status, answer);
        if (!BUSY.contains(status) || Problems.isTooLarge(answer)) {
          throw problem;
        }
        wait = retryAfterMillis(response);
      } catch (IOException e) {
        problem = Problems.of(address, e);
        if (Problems.isFinal(e)) {
          throw problem;
        }
        node.incrementAndGet();
      }
      if (!backoff.pause(wait)) {
        throw problem;
      }
    }
  }

  private HttpRequest request(URI address, String method, String path, byte @Nullable [] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(ANSWER)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header(
          "Content-Type",
          path.startsWith("/_bulk") || path.startsWith("/_msearch")
              ? "application/x-ndjson"
              : "application/json");
    }
    if (settings.authorization() != null) {
      request.header("Authorization", settings.authorization());
    }
    return request.build();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      requests.acquire();
      try {
        return client.send(request, BodyHandlers.ofByteArray());
      } finally {
        requests.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for OpenSearch", e);
    }
  }

  private static JsonNode parse(byte[] body) {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return Json.read(body);
    } catch (UncheckedIOException e) {
      return MissingNode.getInstance();
    }
  }

  private static long retryAfterMillis(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,3}") ? Long.parseLong(seconds) * 1000 : 0;
  }
}
