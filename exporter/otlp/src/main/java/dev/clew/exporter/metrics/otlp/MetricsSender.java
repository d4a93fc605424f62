// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.otlp;

import dev.clew.api.export.ExportException;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.MetricsExporter;
import dev.clew.exporter.otlp.OtlpOptions;
import dev.clew.exporter.otlp.http.OtlpHttp;
import dev.clew.exporter.otlp.http.PartialSuccess;
import dev.clew.exporter.otlp.proto.MetricsRequest;
import dev.clew.exporter.thread.OwnThread;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the metrics at regular intervals, and once more at the end.
 *
 * <p>A failed request is not repeated, since the next one contains the same counts. Of an
 * unavailable receiver, only the first failure and the recovery are logged.
 */
public final class MetricsSender implements MetricsExporter {
  private final OtlpOptions options;
  private final ClewMetrics metrics;
  private final Duration interval;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final OtlpHttp http;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable MetricsRequest request;
  private boolean away;
  private String objection = "";

  /**
   * Creates a sender that has no thread yet.
   *
   * @param log receives a line when sending starts to fail and when it works again
   */
  public MetricsSender(
      OtlpOptions options,
      ClewMetrics metrics,
      Duration interval,
      InstantSource clock,
      Consumer<String> log) {
    this.options = options;
    this.metrics = metrics;
    this.interval = interval;
    this.clock = clock;
    this.log = log;
    this.http = new OtlpHttp(options.target());
  }

  /** Starts sending, for the first time after the interval. */
  public void start() {
    OwnThread.daemon("clew-metrics", this::run).start();
  }

  @Override
  public void close(Duration timeout) {
    stopping.countDown();
    try {
      boolean inTime = stopped.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (!inTime) {
        log.accept(http.said("did not receive the last metrics in time"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      boolean last = false;
      while (!last) {
        last = stopping.await(interval.toNanos(), TimeUnit.NANOSECONDS);
        send();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private void send() {
    try {
      PartialSuccess partial = http.send(request().encode(metrics.collect(), clock.instant()));
      if (away) {
        away = false;
        log.accept(http.said("accepts metrics again"));
      }
      say(partial);
    } catch (ExportException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      fail(e.toString());
    }
  }

  private void fail(String reason) {
    if (!away) {
      away = true;
      log.accept("cannot send metrics, will keep trying: " + reason);
    }
  }

  private void say(PartialSuccess partial) {
    if (!partial.message().isEmpty() && !partial.message().equals(objection)) {
      objection = partial.message();
      log.accept(http.said("rejected " + partial.rejected() + " metrics: " + partial.message()));
    }
  }

  private MetricsRequest request() {
    MetricsRequest made = request;
    if (made == null) {
      made = new MetricsRequest(options.resource().get(), options.version(), metrics.start());
      request = made;
    }
    return made;
  }
}
