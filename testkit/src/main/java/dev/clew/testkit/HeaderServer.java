// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that records the headers it receives, for tests of clients.
 *
 * <p>{@link WeavingExtension} allows hooks to send ids to it as {@code 127.0.0.1} but not as {@code
 * localhost}. {@code /away} redirects from the former to the latter.
 */
public final class HeaderServer implements AutoCloseable {
  private final HttpServer server;
  private final List<Headers> requests = new ArrayList<>();

  private HeaderServer(HttpServer server) {
    this.server = server;
  }

  /** Starts a server on a free port. */
  public static HeaderServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      HeaderServer started = new HeaderServer(server);
      server.createContext("/", started::serve);
      server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    synchronized (requests) {
      requests.add(exchange.getRequestHeaders());
    }
    exchange.getRequestBody().readAllBytes();
    boolean away = exchange.getRequestURI().getPath().equals("/away");
    if (away) {
      exchange.getResponseHeaders().add("Location", url("localhost", "/"));
    }
    byte[] answer = "served".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(away ? 302 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** Returns a URL of the server under one of its host names. */
  public String url(String host, String path) {
    return "http://" + host + ":" + server.getAddress().getPort() + path;
  }

  /** Returns the value of a header in each request so far; null where it was missing. */
  public List<@Nullable String> received(String header) {
    synchronized (requests) {
      List<@Nullable String> values = new ArrayList<>();
      requests.forEach(request -> values.add(request.getFirst(header)));
      return values;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
