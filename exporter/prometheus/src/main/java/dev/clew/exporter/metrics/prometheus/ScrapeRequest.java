// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.x request (RFC 9112).
 *
 * @param headers keyed by lower-case name; repeated headers are joined with a comma
 */
record ScrapeRequest(String method, String path, Map<String, String> headers) {
  private static final int MAX_BYTES = 8192;

  /**
   * Reads up to the empty line.
   *
   * @throws ProtocolException if it is not a request
   * @throws IOException if the connection is closed early or the head is too long
   */
  static ScrapeRequest read(InputStream in) throws IOException {
    return parse(head(in));
  }

  @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  private static String head(InputStream in) throws IOException {
    byte[] bytes = new byte[MAX_BYTES];
    for (int length = 0; length < MAX_BYTES; length++) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request is incomplete");
      }
      bytes[length] = (byte) next;
      if (next == '\n' && isEmptyLine(bytes, length)) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      }
    }
    throw new ProtocolException("the head is longer than " + MAX_BYTES + " bytes");
  }

  private static boolean isEmptyLine(byte[] bytes, int end) {
    int before = end - 1;
    if (before >= 0 && bytes[before] == '\r') {
      before--;
    }
    return before >= 0 && bytes[before] == '\n';
  }

  private static ScrapeRequest parse(String head) throws ProtocolException {
    String[] lines = head.split("\r?\n");
    String[] first = lines[0].split(" ");
    if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("not HTTP/1.x");
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.merge(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip(),
            (before, more) -> before + "," + more);
      }
    }
    return new ScrapeRequest(first[0], path(first[1]), headers);
  }

  private static String path(String target) throws ProtocolException {
    try {
      String path = URI.create(target).getPath();
      return path == null ? "" : path;
    } catch (IllegalArgumentException malformed) {
      throw new ProtocolException("not a URI");
    }
  }
}
