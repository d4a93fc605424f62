// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an address that the conventions define; without the path, which may contain a
 * tenant's name.
 */
record ServerAddress(String host, @Nullable Integer port) {
  /** Most processes call one server, and to parse an address took a fortieth of the export. */
  private static volatile Parsed last = new Parsed("", null);

  private record Parsed(String url, @Nullable ServerAddress address) {}

  /** Returns the parts of {@code url}, or null if it is not a URL. */
  static @Nullable ServerAddress of(@Nullable String url) {
    if (url == null) {
      return null;
    }
    Parsed known = last;
    if (!known.url().equals(url)) {
      known = new Parsed(url, parsed(url));
      last = known;
    }
    return known.address();
  }

  private static @Nullable ServerAddress parsed(String url) {
    try {
      URI uri = URI.create(url);
      String host = uri.getHost();
      if (host == null) {
        return null;
      }
      return new ServerAddress(host, port(uri));
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private static @Nullable Integer port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      return 443;
    }
    if ("http".equalsIgnoreCase(uri.getScheme())) {
      return 80;
    }
    return null;
  }
}
