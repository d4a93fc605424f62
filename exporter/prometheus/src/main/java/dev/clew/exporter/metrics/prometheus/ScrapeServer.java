// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import dev.clew.exporter.http.AllowedHosts;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.thread.OwnThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts scrapes: a few at a time, each for a limited time.
 *
 * <p>When all places are taken, the oldest connection that has not sent its request yet is closed:
 * a real scrape sends its request at once.
 */
final class ScrapeServer implements AutoCloseable {
  private static final int MAX_CONCURRENT = 4;
  private static final int BACKLOG = 16;
  private static final long MAX_CLOSING_MILLIS = 1000;
  private static final long PAUSE_NANOS = 100_000_000;
  private final ServerSocket server;
  private final AllowedHosts hosts;
  private final ClewMetrics metrics;
  private final Map<String, String> resource;
  private final int maxMillis;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Set<Scrape> scrapes = ConcurrentHashMap.newKeySet();

  /**
   * Binds the address.
   *
   * @param maxMillis how long one request may take to arrive and be answered
   */
  ScrapeServer(
      InetAddress address,
      int port,
      AllowedHosts hosts,
      ClewMetrics metrics,
      Map<String, String> resource,
      int maxMillis)
      throws IOException {
    this.server = new ServerSocket(port, BACKLOG, address);
    this.hosts = hosts;
    this.metrics = metrics;
    this.resource = resource;
    this.maxMillis = maxMillis;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Serves requests until it is closed. */
  void run() {
    try {
      while (!server.isClosed()) {
        accept();
      }
    } finally {
      ended.countDown();
    }
  }

  private void accept() {
    try {
      // Wakes up regularly only while a request is being served.
      server.setSoTimeout(scrapes.isEmpty() ? 0 : Math.max(1, maxMillis / 4));
      begin(server.accept());
    } catch (SocketTimeoutException nobodyCame) {
      // no request is waiting: time to check for slow connections
    } catch (IOException | OutOfMemoryError e) {
      pause(); // closed, or out of descriptors or threads
    }
    cutOffOverdue();
  }

  private void pause() {
    if (!server.isClosed()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Stops; {@link #run} must have been called, or be about to be. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException closedAnyway) {
      // No more connections are accepted.
    }
    scrapes.forEach(Scrape::cutOff);
    try {
      // Until the thread has left the socket, the system does not release the port.
      ended.await(MAX_CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Socket socket) {
    Scrape scrape = new Scrape(socket);
    if (scrapes.size() >= MAX_CONCURRENT && !makeRoom()) {
      scrape.cutOff();
      return;
    }
    scrapes.add(scrape);
    boolean started = false;
    try {
      OwnThread.daemon("clew-scrape", () -> serve(scrape)).start();
      started = true;
    } finally {
      if (!started) {
        drop(scrape);
      }
    }
  }

  private void serve(Scrape scrape) {
    try {
      scrape.answer(hosts, metrics, resource);
    } catch (IOException | RuntimeException e) {
      // The client disconnected or was disconnected; it will scrape again.
    } finally {
      scrapes.remove(scrape);
      scrape.cutOff();
    }
  }

  private boolean makeRoom() {
    Optional<Scrape> oldest =
        scrapes.stream()
            .filter(scrape -> !scrape.isAnswering())
            .max(Comparator.comparingLong(Scrape::ageNanos));
    oldest.ifPresent(this::drop);
    return oldest.isPresent();
  }

  private void cutOffOverdue() {
    for (Scrape scrape : scrapes) {
      if (scrape.ageNanos() > maxMillis * 1_000_000L) {
        drop(scrape);
      }
    }
  }

  private void drop(Scrape scrape) {
    scrapes.remove(scrape);
    scrape.cutOff();
  }
}
