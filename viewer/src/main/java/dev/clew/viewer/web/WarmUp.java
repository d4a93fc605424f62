// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import dev.clew.viewer.api.LoadedTrace;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.StoreException;
import dev.clew.viewer.store.TraceStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens one of the latest traces again and again, for a moment after the start, so that the JIT has
 * compiled what a large trace needs before somebody waits for one. It works in small steps and
 * stands back while requests are answered.
 */
final class WarmUp implements Runnable {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long STAND_BACK_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int ENOUGH_SPANS = 300_000;
  private static final int LATEST = 100;

  /** Of a trace so large a step takes some ten milliseconds, even before anything is compiled. */
  private static final int STEP = 1000;

  /**
   * Small traces compile most of what is needed, but leave a large one to bring the memory for its
   * text and the loops over its spans. It takes over when its steps have become short.
   */
  private static final int SMALL_FIRST = 100_000;

  private static final int LARGE = 10_000;

  private final TraceStore store;
  private volatile long lastRequest = System.nanoTime() - STAND_BACK_NANOS;

  WarmUp(TraceStore store) {
    this.store = store;
  }

  void start() {
    Thread thread = new Thread(this, "clew-viewer-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /** A request has come. */
  void standBack() {
    lastRequest = System.nanoTime();
  }

  @Override
  public void run() {
    try {
      TraceQuery query = TraceQuery.latest(Selection.ALL, LATEST);
      List<TraceRow> latest = store.list(query).rows();
      Optional<TraceRow> small = example(latest, STEP);
      Optional<TraceRow> large = example(latest, LARGE);
      long end = System.nanoTime() + LONGEST_NANOS;
      int spans = 0;
      while (small.isPresent() && spans < ENOUGH_SPANS && System.nanoTime() < end) {
        if (System.nanoTime() - lastRequest < STAND_BACK_NANOS) {
          LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        } else {
          spans += step((spans < SMALL_FIRST ? small : large).orElseThrow().id(), query);
        }
      }
    } catch (StoreException e) {
      // The first question tells what is wrong with the store.
    }
  }

  /** The largest with at most so many spans, else the smallest. */
  private static Optional<TraceRow> example(List<TraceRow> latest, int most) {
    Comparator<TraceRow> bySpans = Comparator.comparingInt(TraceRow::spans);
    return latest.stream()
        .filter(row -> row.spans() <= most)
        .max(bySpans)
        .or(() -> latest.stream().min(bySpans));
  }

  /** Returns the number of spans and rows that were read. */
  private int step(String id, TraceQuery query) {
    TraceStore.TracePage page = store.list(query);
    Json.bytes(json -> TraceJson.writePage(json, page, query));
    int done = page.rows().size();
    while (done < STEP) {
      Optional<LoadedTrace> trace = store.trace(id).map(LoadedTrace::new);
      if (trace.isEmpty()) {
        return ENOUGH_SPANS;
      }
      LoadedTrace loaded = trace.get();
      Json.bytes(json -> TraceJson.writeDetail(json, loaded, loaded.tree().end()));
      done += Math.max(1, loaded.spans().size());
    }
    return done;
  }
}
