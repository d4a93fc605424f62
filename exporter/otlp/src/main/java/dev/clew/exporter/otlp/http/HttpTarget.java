// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where and how requests are sent.
 *
 * @param endpoint the complete address, including its path
 * @param headers sent with each request; their values are secret
 * @param gzip whether bodies are compressed
 * @param timeout the maximum duration of a request, including its response
 */
public record HttpTarget(
    URI endpoint, Map<String, String> headers, boolean gzip, Duration timeout, TlsFiles tls) {
  private static final int SHORTEST_SECRET = 6;

  public HttpTarget {
    headers = Map.copyOf(headers);
  }

  /** Returns an address without the parts that may be secret: user, password and query. */
  public static String shown(URI address) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getHost() == null
        ? path
        : address.getScheme() + "://" + address.getHost() + port + path;
  }

  /** Returns {@code line} without the values of headers: some receivers repeat a wrong key. */
  public String withoutSecrets(String line) {
    String clean = line;
    for (String value : headers.values()) {
      for (String word : value.split(" ")) {
        if (word.length() >= SHORTEST_SECRET) {
          clean = clean.replace(word, "***");
        }
      }
    }
    return clean;
  }

  /** Omits the headers. */
  @Override
  public String toString() {
    return "HttpTarget[%s, %d headers, gzip=%s, timeout=%s, %s]"
        .formatted(shown(endpoint), headers.size(), gzip, timeout, tls);
  }
}
