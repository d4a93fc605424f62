// SPDX-License-Identifier: Apache-2.0
package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A hop over HTTP; only the headers connect the two sides. */
final class Service implements Scenario.Hop, AutoCloseable {
  private final Map<String, Runnable> works = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  Service() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  @Override
  public void carry(String step, Runnable work) throws Exception {
    String path = "/" + ids.incrementAndGet();
    works.put(path, work);
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
  }

  private void serve(HttpExchange exchange) throws IOException {
    int status = 204;
    try {
      works.remove(exchange.getRequestURI().getPath()).run();
    } catch (RuntimeException trouble) {
      status = 500;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
