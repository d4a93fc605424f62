// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.delivery.Batch;
import dev.clew.exporter.delivery.ExporterLane;
import dev.clew.exporter.delivery.LaneSpec;
import dev.clew.exporter.delivery.LaneThreads;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** All exporters of a pipeline; those with the same content policy share their batches. */
final class Lanes {
  private static final long LONGEST_WAIT_MILLIS = 100;

  private final List<ContentPolicy> policies;
  private final List<Lane> lanes = new ArrayList<>();
  private final Object room = new Object();
  private volatile boolean impatient;

  Lanes(PipelineSpec spec, LaneThreads threads, LongSupplier nanoTime, Consumer<String> log) {
    this.policies = spec.policies();
    for (LaneSpec each : spec.lanes()) {
      int form = policies.indexOf(each.content());
      lanes.add(new Lane(new ExporterLane(each, threads, nanoTime, log, this::onRoom), form));
    }
  }

  private record Lane(ExporterLane exporter, int form) {}

  List<ExporterLane> exporters() {
    return lanes.stream().map(Lane::exporter).toList();
  }

  /** Offers all lanes what they are to see of {@code records}. */
  void offer(List<RenderedRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    for (int form = 0; form < policies.size(); form++) {
      Batch batch = batch(records, form);
      for (Lane lane : lanes) {
        if (lane.form() == form) {
          lane.exporter().offer(batch);
        }
      }
    }
  }

  /** Waits until some exporter has room: to render what all would drop helps nobody. */
  void awaitRoom() {
    synchronized (room) {
      while (!impatient && !lanes.isEmpty() && lanes.stream().noneMatch(Lanes::hasRoom)) {
        checkTimeouts();
        try {
          room.wait(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
          return; // somebody has given up on this thread
        }
      }
    }
  }

  /** Ends all waiting for room, now and later: what finds none is spooled or dropped. */
  void stopWaiting() {
    impatient = true;
    onRoom();
  }

  void checkTimeouts() {
    lanes.forEach(lane -> lane.exporter().checkTimeout());
  }

  /** Tells {@code then} whether all lanes have delivered everything, once all have said so. */
  void flush(Consumer<Boolean> then) {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    lanes.forEach(lane -> all.add(lane.exporter().flush()));
    CompletableFuture<?>[] each = all.toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> done = CompletableFuture.allOf(each);
    done.thenRun(() -> then.accept(all.stream().allMatch(one -> one.getNow(false))))
        .exceptionally(never -> null)
        .isDone();
  }

  private static boolean hasRoom(Lane lane) {
    return lane.exporter().hasRoom();
  }

  private void onRoom() {
    synchronized (room) {
      room.notifyAll();
    }
  }

  private static Batch batch(List<RenderedRecord> records, int form) {
    List<ExportRecord> shown = new ArrayList<>(records.size());
    long bytes = 0;
    for (RenderedRecord each : records) {
      shown.add(each.forms().get(form));
      bytes += each.bytes();
    }
    return Batch.of(shown, bytes);
  }
}
