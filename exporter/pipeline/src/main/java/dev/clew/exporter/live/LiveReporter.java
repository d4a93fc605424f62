// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.json.JvmRecord;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is open, and figures of the JVM, from time to time, on a thread that has nothing else
 * to do.
 *
 * <p>At most {@value #MAX_LINES} lines a look, two looks a second. What cannot be written is left
 * out: spans will come when they end, and whoever writes those reports what is wrong.
 */
public final class LiveReporter implements Runnable {
  static final int MAX_LINES = 50;

  /** How many open spans are looked at. */
  private static final int MAX_OPEN = 4_096;

  private static final long LOOK_NANOS = 500_000_000L;

  private final Supplier<List<FinishedSpan>> openSpans;
  private final Predicate<String> kept;
  private final @Nullable OpenSpanRenderer renderer;
  private final @Nullable JvmReport jvm;
  private final LiveRecords records;
  private final InstantSource clock;
  private final OpenSpanSelection selection = new OpenSpanSelection();
  private volatile boolean stopped;

  /** Where open spans are to be had. */
  @FunctionalInterface
  public interface OpenSpans {
    /** Returns the spans that are open now, the oldest first, at most {@code limit}. */
    List<FinishedSpan> now(int limit);
  }

  /**
   * Makes a reporter.
   *
   * @param kept tells of a trace id whether sampling keeps it whatever happens in it
   * @param renderer of open spans, or null for none; without costs
   * @param jvm null for no figures
   */
  public LiveReporter(
      OpenSpans openSpans,
      Predicate<String> kept,
      @Nullable SpanRenderer renderer,
      @Nullable JvmReport jvm,
      LiveRecords records,
      InstantSource clock) {
    this.openSpans = () -> openSpans.now(MAX_OPEN);
    this.kept = kept;
    this.renderer = renderer == null ? null : new OpenSpanRenderer(renderer);
    this.jvm = jvm;
    this.records = records;
    this.clock = clock;
  }

  /** Writes nothing from now on; waits for nothing. */
  public void stop() {
    stopped = true;
  }

  /** Looks from time to time, until {@link #stop}. */
  @Override
  public void run() {
    begin();
    while (!stopped) {
      LockSupport.parkNanos(LOOK_NANOS);
      try {
        look();
      } catch (Throwable t) {
        // Nothing of this is worth a line a second; the spans themselves come when they end.
      }
    }
  }

  void begin() {
    if (jvm != null) {
      jvm.begin(now());
    }
  }

  /** Looks at what is open, and writes what is due. */
  void look() throws IOException {
    if (stopped) {
      return;
    }
    List<FinishedSpan> open = openSpans.get();
    long now = now();
    if (renderer != null) {
      write(selection.due(keptOf(open), now, MAX_LINES), renderer, now);
    }
    JvmRecord line = jvm == null ? null : jvm.due(now, !open.isEmpty());
    if (line != null) {
      records.jvm(line);
    }
  }

  private List<FinishedSpan> keptOf(List<FinishedSpan> open) {
    return open.stream().filter(span -> kept.test(span.traceId())).toList();
  }

  private void write(List<FinishedSpan> due, OpenSpanRenderer renderer, long now)
      throws IOException {
    if (due.isEmpty()) {
      return;
    }
    List<SpanRecord> lines = new ArrayList<>(due.size());
    due.forEach(span -> lines.add(renderer.render(span)));
    if (!stopped && records.openSpans(lines)) {
      due.forEach(span -> selection.written(span, now));
    }
  }

  private long now() {
    Instant instant = clock.instant();
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}
