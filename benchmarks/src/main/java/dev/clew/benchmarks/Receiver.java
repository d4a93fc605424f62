// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.benchmarks.child.Answers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * A local server for everything that the measured JVMs send: it acts as the model, and accepts
 * agents' exports without reading them.
 */
final class Receiver implements AutoCloseable {
  /** The capabilities that the Datadog agent first requests from a receiver. */
  private static final String CAPABILITIES =
      "{\"version\":\"7.70.0\",\"endpoints\":[\"/v0.4/traces\",\"/v0.5/traces\",\"/evp_proxy/v2/\","
          + "\"/evp_proxy/v4/\"],\"client_drop_p0s\":false,\"config\":{}}";

  /** The path prefix under which spans in OTLP requests are counted. */
  static final String COUNTING = "/counting";

  /** The path prefix under which OTLP requests are never answered. */
  static final String STALLING = "/stalling";

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "receiver");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong spans = new AtomicLong();
  private final AtomicLong unzipped = new AtomicLong();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, Answers.CHAT));
    server.createContext("/info", exchange -> answer(exchange, CAPABILITIES.getBytes(UTF_8)));
    server.createContext("/v0.", exchange -> answer(exchange, "{}".getBytes(UTF_8)));
    server.createContext("/evp_proxy", exchange -> answer(exchange, "{}".getBytes(UTF_8)));
    server.createContext(COUNTING + "/v1/traces", this::count);
    server.createContext(STALLING + "/v1/traces", this::stall);
    server.createContext("/", exchange -> answer(exchange, new byte[0]));
    server.start();
  }

  private void count(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      byte[] request = (zipped ? new GZIPInputStream(body) : body).readAllBytes();
      spans.addAndGet(OtlpSpans.count(request));
      unzipped.addAndGet(request.length);
      answer(exchange, new byte[0]);
    }
  }

  /** Accepts a request and never answers while the process lives. */
  private void stall(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    try {
      TimeUnit.MINUTES.sleep(2);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      received.addAndGet(exchange.getRequestBody().readAllBytes().length);
      String type = body.length == 0 ? "application/x-protobuf" : "application/json";
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns how many spans the counting address has received so far. */
  long spans() {
    return spans.get();
  }

  /** Returns how many bytes, after unzipping, the counting address has received so far. */
  long unzipped() {
    return unzipped.get();
  }

  /** Returns how many bytes have been received so far. */
  long received() {
    return received.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
