// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import dev.clew.exporter.http.AllowedHosts;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.prometheus.PrometheusPage.Format;
import dev.clew.exporter.thread.OwnThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the metrics under {@code /metrics} until it is closed.
 *
 * <p>Runs on its own thread: opening a port takes longer than an application thread may be held up.
 */
public final class PrometheusEndpoint implements AutoCloseable {
  private static final int MAX_MILLIS = 10_000;

  private final String host;
  private final int port;
  private final List<String> allowedHosts;
  private final ClewMetrics metrics;
  private final Supplier<Map<String, String>> resource;
  private final Consumer<String> log;
  private final int maxMillis;
  private final CompletableFuture<@Nullable InetSocketAddress> address = new CompletableFuture<>();
  private @Nullable ScrapeServer server;
  private boolean closed;

  /**
   * Creates an endpoint that does not listen yet.
   *
   * @param port 0 for any free port
   * @param allowedHosts names that requests may use besides {@code localhost} and addresses; see
   *     {@link AllowedHosts#of}
   * @param resource read once, on the endpoint's thread
   * @param log receives a line if it cannot listen
   */
  public PrometheusEndpoint(
      String host,
      int port,
      List<String> allowedHosts,
      ClewMetrics metrics,
      Supplier<Map<String, String>> resource,
      Consumer<String> log) {
    this(host, port, allowedHosts, metrics, resource, log, MAX_MILLIS);
  }

  PrometheusEndpoint(
      String host,
      int port,
      List<String> allowedHosts,
      ClewMetrics metrics,
      Supplier<Map<String, String>> resource,
      Consumer<String> log,
      int maxMillis) {
    this.host = host;
    this.port = port;
    this.allowedHosts = allowedHosts;
    this.metrics = metrics;
    this.resource = resource;
    this.log = log;
    this.maxMillis = maxMillis;
  }

  /** Starts listening, without waiting for it. */
  public void start() {
    OwnThread.daemon("clew-prometheus", this::listen).start();
  }

  /** Returns the address once it listens, or null if it cannot. */
  CompletableFuture<@Nullable InetSocketAddress> address() {
    return address;
  }

  /** Stops listening; aborts a scrape in progress. */
  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      server.close();
      server = null;
    }
  }

  private void listen() {
    ScrapeServer opened = null;
    try {
      opened = open();
    } catch (IOException | RuntimeException e) {
      log.accept(
          "Prometheus metrics are not available: cannot listen on %s:%d (%s); set another clew.prometheus.port"
              .formatted(host, port, e.getMessage() == null ? e : e.getMessage()));
    } catch (LinkageError e) {
      log.accept("Prometheus metrics are not available: this Java lacks " + e.getMessage());
    }
    address.complete(opened == null ? null : opened.address());
    if (opened != null) {
      opened.run();
    }
  }

  private synchronized @Nullable ScrapeServer open() throws IOException {
    if (closed) {
      return null;
    }
    InetAddress bound = InetAddress.getByName(host);
    ScrapeServer made =
        new ScrapeServer(
            bound,
            port,
            AllowedHosts.of(host, bound, allowedHosts),
            metrics,
            resource.get(),
            maxMillis);
    server = made;
    return made;
  }

  /** Returns the format requested by the {@code Accept} header. */
  static Format format(@Nullable String accept) {
    return accept != null && accept.contains("application/openmetrics-text")
        ? Format.OPEN_METRICS
        : Format.TEXT;
  }
}
