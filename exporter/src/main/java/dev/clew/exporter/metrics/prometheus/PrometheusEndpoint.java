// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import com.sun.net.httpserver.HttpServer;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.prometheus.PrometheusPage.Format;
import dev.clew.exporter.thread.OwnThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the metrics under {@code /metrics} until it is closed.
 *
 * <p>Made on a thread of its own: to open a port and to load the JDK's server takes longer than an
 * application thread should be kept, and the server's threads are daemons only if their maker is.
 */
public final class PrometheusEndpoint implements AutoCloseable {
  private static final int MAX_CONCURRENT_SCRAPES = 4;

  private final String host;
  private final int port;
  private final ClewMetrics metrics;
  private final Supplier<Map<String, String>> resource;
  private final Consumer<String> log;
  private final CompletableFuture<@Nullable InetSocketAddress> address = new CompletableFuture<>();
  private @Nullable HttpServer server;
  private boolean closed;

  /**
   * Creates an endpoint that does not listen yet.
   *
   * @param port 0 for any that is free
   * @param resource asked for once, on the endpoint's thread
   * @param log takes a line if it cannot listen
   */
  public PrometheusEndpoint(
      String host,
      int port,
      ClewMetrics metrics,
      Supplier<Map<String, String>> resource,
      Consumer<String> log) {
    this.host = host;
    this.port = port;
    this.metrics = metrics;
    this.resource = resource;
    this.log = log;
  }

  /** Starts to listen, without waiting for it. */
  public void start() {
    OwnThread.daemon("clew-prometheus", this::listen).start();
  }

  /** Returns where it listens once it does, or null if it cannot. */
  CompletableFuture<@Nullable InetSocketAddress> address() {
    return address;
  }

  /** Stops listening; a scrape under way is cut off. */
  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  private void listen() {
    InetSocketAddress bound = null;
    try {
      bound = open();
    } catch (LinkageError e) {
      log.accept(
          "no metrics for Prometheus: this Java has no module jdk.httpserver; add it with"
              + " --add-modules jdk.httpserver, or unset clew.prometheus.port");
    } catch (IOException | RuntimeException e) {
      log.accept(
          "no metrics for Prometheus: cannot listen on %s:%d (%s); set another clew.prometheus.port"
              .formatted(host, port, e.getMessage() == null ? e : e.getMessage()));
    } finally {
      address.complete(bound);
    }
  }

  private synchronized @Nullable InetSocketAddress open() throws IOException {
    if (closed) {
      return null;
    }
    InetSocketAddress wanted = new InetSocketAddress(InetAddress.getByName(host), port);
    HttpServer made = HttpServer.create(wanted, 0);
    made.setExecutor(threads());
    made.createContext("/", new ScrapeHandler(metrics, resource.get()));
    made.start();
    server = made;
    return made.getAddress();
  }

  /** A scrape beyond the limit is refused: more than that many is nobody's intention. */
  private static ThreadPoolExecutor threads() {
    return new ThreadPoolExecutor(
        0,
        MAX_CONCURRENT_SCRAPES,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> OwnThread.daemon("clew-scrape", task));
  }

  /** Returns the format that the header {@code Accept} asks for. */
  static Format format(@Nullable String accept) {
    return accept != null && accept.contains("application/openmetrics-text")
        ? Format.OPEN_METRICS
        : Format.TEXT;
  }
}
