// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps the last requests; bounded, because a demo server may run for days. */
final class RequestLog {
  private static final int CAPACITY = 1_000;
  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "api-key",
          "x-api-key",
          "x-amz-security-token",
          "x-goog-api-key",
          "cookie");

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();
  private long forgotten;

  synchronized void add(HttpExchange exchange, String body) {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String key = name.toLowerCase(Locale.ROOT);
              headers.put(
                  key, CREDENTIALS.contains(key) ? List.of("present") : List.copyOf(values));
            });
    if (requests.size() == CAPACITY) {
      requests.removeFirst();
      forgotten++;
    }
    requests.add(
        new RecordedRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            Map.copyOf(headers),
            body));
  }

  synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  synchronized long forgotten() {
    return forgotten;
  }
}
