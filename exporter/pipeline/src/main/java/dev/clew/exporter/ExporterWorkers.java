// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.delivery.Batch;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.delivery.ExporterThreads;
import dev.clew.exporter.delivery.ExporterWorker;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** All exporters of a pipeline; those with the same content policy share batches. */
final class ExporterWorkers {
  private static final long LONGEST_WAIT_MILLIS = 100;

  private final List<ContentPolicy> policies;
  private final List<Member> workers = new CopyOnWriteArrayList<>();
  private final ExporterThreads threads;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;
  private final Object room = new Object();
  private volatile boolean impatient;

  ExporterWorkers(
      PipelineSpec spec, ExporterThreads threads, LongSupplier nanoTime, Consumer<String> log) {
    this.policies = new CopyOnWriteArrayList<>(spec.policies());
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.log = log;
    spec.exporters().forEach(this::add);
  }

  /**
   * Adds an exporter.
   *
   * @param newForm run first if no exporter so far has its content policy
   */
  synchronized void add(ExporterSpec exporter, Runnable newForm) {
    if (!policies.contains(exporter.content())) {
      newForm.run();
      policies.add(exporter.content());
    }
    add(exporter);
  }

  private void add(ExporterSpec each) {
    int form = policies.indexOf(each.content());
    workers.add(new Member(new ExporterWorker(each, threads, nanoTime, log, this::onRoom), form));
  }

  private record Member(ExporterWorker exporter, int form) {}

  List<ExporterWorker> exporters() {
    return workers.stream().map(Member::exporter).toList();
  }

  /** Offers all workers their share of {@code records}. */
  void offer(List<RenderedRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    for (int form = 0; form < policies.size(); form++) {
      Batch batch = batch(records, form);
      if (batch.isEmpty()) {
        continue;
      }
      for (Member member : workers) {
        if (member.form() == form) {
          member.exporter().offer(batch);
        }
      }
    }
  }

  /** Waits until some exporter has room: rendering what every exporter would drop is useless. */
  void awaitRoom() {
    synchronized (room) {
      while (!impatient
          && !workers.isEmpty()
          && workers.stream().noneMatch(ExporterWorkers::hasRoom)) {
        checkTimeouts();
        try {
          room.wait(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
          return; // this thread has been given up
        }
      }
    }
  }

  /** Ends all waiting for room, now and later: batches that find none are spooled or dropped. */
  void stopWaiting() {
    impatient = true;
    onRoom();
  }

  void checkTimeouts() {
    workers.forEach(member -> member.exporter().checkTimeout());
  }

  /**
   * Calls {@code then} with whether all workers have delivered everything, once all have answered.
   */
  void flush(Consumer<Boolean> then) {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    workers.forEach(member -> all.add(member.exporter().flush()));
    CompletableFuture<?>[] each = all.toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> done = CompletableFuture.allOf(each);
    done.thenRun(() -> then.accept(all.stream().allMatch(one -> one.getNow(false))))
        .exceptionally(never -> null)
        .isDone();
  }

  private static boolean hasRoom(Member member) {
    return member.exporter().hasRoom();
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
      if (form < each.forms().size()) { // otherwise rendered before the exporter was there
        shown.add(each.forms().get(form));
        bytes += each.bytes();
      }
    }
    return Batch.of(shown, bytes);
  }
}
