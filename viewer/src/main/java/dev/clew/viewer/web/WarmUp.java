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
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Opens the largest of the latest traces again and again, for a moment after the start, so that the
 * JIT has compiled what a large trace needs before somebody waits for one.
 */
final class WarmUp implements Runnable {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int ENOUGH_SPANS = 100_000;
  private static final int LATEST = 100;

  private final TraceStore store;

  WarmUp(TraceStore store) {
    this.store = store;
  }

  void start() {
    Thread thread = new Thread(this, "clew-viewer-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      TraceQuery query = TraceQuery.latest(Selection.ALL, LATEST);
      Optional<TraceRow> largest =
          store.list(query).rows().stream().max(Comparator.comparingInt(TraceRow::spans));
      long end = System.nanoTime() + LONGEST_NANOS;
      int spans = 0;
      while (largest.isPresent() && spans < ENOUGH_SPANS && System.nanoTime() < end) {
        Optional<LoadedTrace> trace = store.trace(largest.get().id()).map(LoadedTrace::new);
        if (trace.isEmpty()) {
          return;
        }
        LoadedTrace loaded = trace.get();
        Json.bytes(json -> TraceJson.writeDetail(json, loaded, 0, loaded.tree().end()));
        TraceStore.TracePage page = store.list(query);
        Json.bytes(json -> TraceJson.writePage(json, page, query));
        spans += loaded.spans().size() + LATEST;
      }
    } catch (StoreException e) {
      // The first question tells what is wrong with the store.
    }
  }
}
