// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import dev.clew.exporter.http.AllowedHosts;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.prometheus.PrometheusPage.Format;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One connection: reads one request, answers it, and closes. */
final class Scrape {
  private static final String PATH = "/metrics";
  private static final String TEXT = "text/plain; charset=utf-8";

  /** How much of a request body is read before the connection is reset. */
  private static final int MAX_UNREAD_BYTES = 65_536;

  private final Socket socket;
  private final long began = System.nanoTime();
  private volatile boolean answering;

  Scrape(Socket socket) {
    this.socket = socket;
  }

  /** Returns whether the request has arrived and is being answered. */
  boolean isAnswering() {
    return answering;
  }

  long ageNanos() {
    return System.nanoTime() - began;
  }

  /** Closes the connection, whatever its thread is waiting for. */
  void cutOff() {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // The descriptor is already closed, as intended.
    }
  }

  void answer(AllowedHosts hosts, ClewMetrics metrics, Map<String, String> resource)
      throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream(), 1024);
    ScrapeRequest request;
    try {
      request = ScrapeRequest.read(in);
    } catch (ProtocolException malformed) {
      answering = true;
      send(400, "Bad Request", TEXT, "", malformed.getMessage() + "\n", true);
      return;
    }
    answering = true;
    boolean withBody = !request.method().equals("HEAD");
    if (!hosts.allows(request.header("host"))) {
      String text = "host name not allowed: add it to clew.prometheus.allowed-hosts\n";
      send(403, "Forbidden", TEXT, "", text, withBody);
    } else if (!request.path().equals(PATH)) {
      send(404, "Not Found", TEXT, "", "metrics are at " + PATH + "\n", withBody);
    } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      send(405, "Method Not Allowed", TEXT, "Allow: GET, HEAD\r\n", "only GET\n", withBody);
      // A client still sending when the connection closes may never see the answer.
      socket.shutdownOutput();
      in.readNBytes(MAX_UNREAD_BYTES);
    } else {
      Format format = PrometheusEndpoint.format(request.header("accept"));
      String page = PrometheusPage.of(metrics.collect(), resource, format);
      send(200, "OK", format.contentType(), "", page, withBody);
    }
  }

  private void send(
      int status, String reason, String contentType, String header, String text, boolean withBody)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
            .formatted(status, reason, contentType, body.length, header);
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + (withBody ? body.length : 0)];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, all.length - start.length);
    socket.getOutputStream().write(all);
    socket.getOutputStream().flush();
  }
}
