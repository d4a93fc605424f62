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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** All exporters of a pipeline; those with the same content policy share batches. */
final class ExporterWorkers {
  private static final long LONGEST_WAIT_MILLIS = 100;

  private final List<Member> workers = new CopyOnWriteArrayList<>();
  private final ExporterThreads threads;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;
  private final Object room = new Object();
  private volatile boolean impatient;

  ExporterWorkers(
      PipelineSpec spec, ExporterThreads threads, LongSupplier nanoTime, Consumer<String> log) {
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.log = log;
    spec.exporters().forEach(this::add);
  }

  /** Adds an exporter. */
  void add(ExporterSpec each) {
    workers.add(
        new Member(
            new ExporterWorker(each, threads, nanoTime, log, this::onRoom),
            true,
            List.of(each.content())));
  }

  /**
   * An exporter, and how it is treated.
   *
   * @param on whether it receives anything
   * @param wanted its content policy and, for records that were rendered before, those it had since
   *     it was switched on
   */
  private record Member(ExporterWorker exporter, boolean on, List<ContentPolicy> wanted) {
    Member with(Treatment treatment) {
      List<ContentPolicy> policies = new ArrayList<>();
      policies.add(treatment.content());
      if (on) {
        wanted.stream().filter(each -> each != treatment.content()).forEach(policies::add);
      }
      return new Member(exporter, treatment.on(), List.copyOf(policies));
    }
  }

  /** Changes how exporters are treated. */
  void treat(Function<String, Treatment> wanted) {
    workers.replaceAll(member -> member.with(wanted.apply(member.exporter().name())));
    onRoom();
  }

  /** Returns the content policies of the exporters that are on, each once. */
  List<ContentPolicy> policies() {
    return workers.stream()
        .filter(Member::on)
        .map(member -> member.wanted().get(0))
        .distinct()
        .toList();
  }

  List<ExporterWorker> exporters() {
    return workers.stream().map(Member::exporter).toList();
  }

  /** Offers all workers their share of {@code records}. */
  void offer(List<RenderedRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    Map<List<ContentPolicy>, Batch> batches = new HashMap<>();
    for (Member member : workers) {
      Batch batch =
          member.on()
              ? batches.computeIfAbsent(member.wanted(), wanted -> batch(records, wanted))
              : Batch.of(List.of(), 0);
      if (!batch.isEmpty()) {
        member.exporter().offer(batch);
      }
      if (batch.records().size() < records.size()) {
        skip(member, records);
      }
    }
  }

  /** Counts what an exporter does not get, because it is or was switched off. */
  private static void skip(Member member, List<RenderedRecord> records) {
    int spans = 0;
    int traces = 0;
    for (RenderedRecord each : records) {
      if (!member.on() || each.form(member.wanted()) == null) {
        spans += each.isSpan() ? 1 : 0;
        traces += each.isSpan() ? 0 : 1;
      }
    }
    member.exporter().skip(spans, traces);
  }

  /** Waits until some exporter has room: rendering what every exporter would drop is useless. */
  void awaitRoom() {
    synchronized (room) {
      while (!impatient
          && workers.stream().anyMatch(Member::on)
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
    return member.on() && member.exporter().hasRoom();
  }

  private void onRoom() {
    synchronized (room) {
      room.notifyAll();
    }
  }

  private static Batch batch(List<RenderedRecord> records, List<ContentPolicy> wanted) {
    List<ExportRecord> shown = new ArrayList<>(records.size());
    long bytes = 0;
    for (RenderedRecord each : records) {
      ExportRecord form = each.form(wanted);
      if (form != null) { // otherwise rendered before the exporter was there, or on
        shown.add(form);
        bytes += each.bytes();
      }
    }
    return Batch.of(shown, bytes);
  }
}
