// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that takes lines of ids, can die and come back at its address. */
final class Receiver implements AutoCloseable {
  final List<String> received = new CopyOnWriteArrayList<>();
  final AtomicInteger requests = new AtomicInteger();
  volatile int status = 200;
  volatile String retryAfter = "";
  volatile String poison = "none";
  volatile CountDownLatch answer = new CountDownLatch(0);
  private final int port;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private HttpServer server;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    listen();
  }

  String address() {
    return "http://localhost:" + port + "/";
  }

  /** Drops what is under way, as a crash does. */
  void die() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    listen();
  }

  @Override
  public void close() {
    answer.countDown();
    server.stop(0);
    workers.shutdownNow();
  }

  private void listen() {
    server.setExecutor(workers);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    try {
      answer.await();
    } catch (InterruptedException e) {
      return;
    }
    int code = body.contains(poison) ? 400 : status;
    if (code == 200) {
      received.addAll(body.lines().toList());
    }
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    exchange.sendResponseHeaders(code, -1);
    exchange.close();
  }
}
