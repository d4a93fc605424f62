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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Periodically writes the open spans and figures of the JVM, on a dedicated thread.
 *
 * <p>Writes at most {@value #MAX_LINES} lines per round, two rounds a second. Anything that cannot
 * be written is left out: spans are written when they end, and the exporter reports its own
 * failures.
 */
public final class LiveReporter implements Runnable {
  static final int MAX_LINES = 50;

  /** The maximum number of open spans per round. */
  private static final int MAX_OPEN = 4_096;

  private static final long LOOK_NANOS = 500_000_000L;

  private final Supplier<List<FinishedSpan>> openSpans;
  private final Predicate<String> kept;
  private final @Nullable Supplier<SpanRenderer> renderer;
  private final BooleanSupplier openAllowed;
  private final @Nullable JvmReport jvm;
  private final LiveRecords records;
  private final InstantSource clock;
  private final OpenSpanSelection selection = new OpenSpanSelection();
  private volatile boolean stopped;

  /** The source of open spans. */
  @FunctionalInterface
  public interface OpenSpans {
    /** Returns the spans that are open now, the oldest first, at most {@code limit}. */
    List<FinishedSpan> now(int limit);
  }

  /**
   * Creates a reporter.
   *
   * @param kept returns whether sampling keeps a trace id regardless of what happens in the trace
   * @param openAllowed returns whether open spans may be written at the moment
   * @param renderer returns what renders open spans, without costs; null for none
   * @param jvm null for no figures
   */
  public LiveReporter(
      OpenSpans openSpans,
      Predicate<String> kept,
      BooleanSupplier openAllowed,
      @Nullable Supplier<SpanRenderer> renderer,
      @Nullable JvmReport jvm,
      LiveRecords records,
      InstantSource clock) {
    this.openSpans = () -> openSpans.now(MAX_OPEN);
    this.kept = kept;
    this.openAllowed = openAllowed;
    this.renderer = renderer;
    this.jvm = jvm;
    this.records = records;
    this.clock = clock;
  }

  /** Writes nothing from now on; does not wait. */
  public void stop() {
    stopped = true;
  }

  /** Runs rounds until {@link #stop}. */
  @Override
  public void run() {
    begin();
    while (!stopped) {
      LockSupport.parkNanos(LOOK_NANOS);
      try {
        look();
      } catch (Throwable t) {
        // No failure here is worth a line a second; the spans themselves are written when they end.
      }
    }
  }

  void begin() {
    if (jvm != null) {
      jvm.begin(now());
    }
  }

  /** Checks what is open, and writes what is due. */
  void look() throws IOException {
    if (stopped) {
      return;
    }
    List<FinishedSpan> open = openSpans.get();
    long now = now();
    if (renderer != null && openAllowed.getAsBoolean()) {
      OpenSpanRenderer current = new OpenSpanRenderer(renderer.get());
      write(selection.due(keptOf(open), now, MAX_LINES), current, now);
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
