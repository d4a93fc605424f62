// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.WireExporter;
import dev.clew.exporter.spool.Spool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers batches to one exporter's receiver: sends, retries, splits refused batches, and spools
 * what cannot be sent now.
 *
 * <p>Splitting finds a single offending record in about 2 log2(n) further requests. A receiver that
 * refuses both halves refuses everything (a wrong key, a wrong address): then batches are not split
 * again until one is accepted.
 */
final class BatchSender {
  /** Enough to find one record among 16,384; whatever is undecided then is lost. */
  private static final int MOST_REQUESTS_A_BATCH = 32;

  /** Beyond this share of the queue, waiting for the next attempt would cost the batches behind. */
  private static final int IMPATIENT_PERCENT = 50;

  private final SpanExporter exporter;
  private final @Nullable Spool spool;
  private final RetrySettings retry;
  private final ExporterQueue queue;
  private final ExporterCounters counters;
  private final CircuitBreaker breaker;
  private final CallWatch watch;
  private final LongSupplier nanoTime;
  private final Runnable onBreakerOpen;
  private final ReentrantLock encoding = new ReentrantLock();
  private boolean refusesAll;
  private boolean gaveUp;
  private boolean arrived;
  private volatile boolean sending = true;

  BatchSender(
      SpanExporter exporter,
      @Nullable Spool spool,
      RetrySettings retry,
      ExporterQueue queue,
      ExporterCounters counters,
      CircuitBreaker breaker,
      CallWatch watch,
      LongSupplier nanoTime,
      Runnable onBreakerOpen) {
    this.exporter = exporter;
    this.spool = exporter instanceof WireExporter ? spool : null;
    this.retry = retry;
    this.queue = queue;
    this.counters = counters;
    this.breaker = breaker;
    this.watch = watch;
    this.nanoTime = nanoTime;
    this.onBreakerOpen = onBreakerOpen;
  }

  /** The result of an attempt; {@code reason} is null if the receiver accepted the rest. */
  private record Outcome(@Nullable LossReason reason, int lostSpans, int lostTraces) {
    static final Outcome DELIVERED = new Outcome(null, 0, 0);
    static final Outcome REFUSED = new Outcome(LossReason.REFUSED, 0, 0);

    static Outcome of(LossReason reason) {
      return new Outcome(reason, 0, 0);
    }

    boolean refused() {
      return reason == LossReason.REFUSED;
    }

    boolean mayBeSentLater() {
      return reason != null && reason != LossReason.REFUSED && reason != LossReason.FAILED;
    }
  }

  @Nullable Spool spool() {
    return spool;
  }

  /** Returns whether the receiver accepted the last batch sent. */
  boolean hasArrived() {
    return arrived && !gaveUp;
  }

  /** From now on nothing is sent any more: batches are spooled or lost. */
  void stopSending() {
    sending = false;
  }

  /** Delivers, spools or drops all of {@code batch}; returns whether all of it was delivered. */
  boolean deliver(OpenBatch batch) {
    int[] requests = {MOST_REQUESTS_A_BATCH};
    Outcome outcome = attempt(batch.all());
    if (outcome.refused() && !refusesAll && batch.all().size() > 1) {
      return halve(batch, batch.all(), requests);
    }
    return settle(batch, batch.all(), outcome);
  }

  /** Writes {@code records} to disk, or counts them as lost for {@code otherwise}. */
  void spool(List<ExportRecord> records, LossReason otherwise, long nanos) {
    if (records.isEmpty()) {
      return;
    }
    if (spool == null) {
      counters.lost(otherwise, records);
      return;
    }
    byte[] encoded;
    try {
      encoded = encode(records, nanos);
    } catch (Throwable t) {
      counters.failed(t);
      if (records.size() == 1) {
        counters.lost(LossReason.REFUSED, records);
      } else {
        int half = records.size() / 2;
        spool(records.subList(0, half), otherwise, nanos);
        spool(records.subList(half, records.size()), otherwise, nanos);
      }
      return;
    }
    int spans = Batch.spans(records);
    try {
      spool.write(encoded, spans, records.size() - spans);
      counters.spooled(spans, records.size() - spans);
    } catch (Throwable t) {
      counters.failed(t);
      counters.lost(LossReason.SPOOL_FAILED, records);
    }
  }

  /**
   * Sends up to {@code most} batches from the disk while {@code goesOn} returns true; returns how
   * many have left it.
   */
  int drain(int most, BooleanSupplier goesOn) {
    if (spool == null || !sending || !breaker.allows(nanoTime.getAsLong())) {
      return 0;
    }
    WireExporter wire = (WireExporter) exporter;
    try {
      return spool.drain(most, goesOn, encoded -> sendSpooled(wire, encoded));
    } catch (IOException e) {
      counters.failed(e);
      return 0;
    }
  }

  private boolean sendSpooled(WireExporter wire, byte[] encoded) throws IOException {
    try {
      watch.run(() -> wire.send(encoded));
      breaker.answered();
      counters.succeeded();
      return true;
    } catch (ExportException e) {
      if (e.kind() == ExportException.Kind.RETRYABLE) {
        failed(e);
        throw e;
      }
      counters.failed(e);
      breaker.answered();
      return e.kind() == ExportException.Kind.PARTIAL;
    } catch (Throwable t) {
      counters.failed(t);
      breaker.answered();
      return false;
    }
  }

  private boolean halve(OpenBatch batch, List<ExportRecord> piece, int[] requests) {
    int half = piece.size() / 2;
    List<ExportRecord> left = List.copyOf(piece.subList(0, half));
    List<ExportRecord> right = List.copyOf(piece.subList(half, piece.size()));
    batch.split(piece, left, right);
    requests[0] -= 2;
    Outcome ofLeft = attempt(left);
    Outcome ofRight = attempt(right);
    if (ofLeft.refused() && ofRight.refused() && piece == batch.all()) {
      refusesAll = piece.size() > 2; // two bad records may well be adjacent
      settle(batch, left, ofLeft);
      settle(batch, right, ofRight);
      return false;
    }
    boolean leftDelivered = decide(batch, left, ofLeft, requests);
    return decide(batch, right, ofRight, requests) && leftDelivered;
  }

  private boolean decide(
      OpenBatch batch, List<ExportRecord> piece, Outcome outcome, int[] requests) {
    boolean moreToFind = outcome.refused() && piece.size() > 1 && requests[0] >= 2;
    return moreToFind ? halve(batch, piece, requests) : settle(batch, piece, outcome);
  }

  private boolean settle(OpenBatch batch, List<ExportRecord> piece, Outcome outcome) {
    if (!batch.settle(piece)) {
      return false;
    }
    LossReason reason = outcome.reason();
    if (reason == null) {
      int spans = Batch.spans(piece);
      int lostSpans = Math.min(outcome.lostSpans(), spans);
      int lostTraces = Math.min(outcome.lostTraces(), piece.size() - spans);
      counters.lost(LossReason.REFUSED, lostSpans, lostTraces);
      counters.exported(spans - lostSpans, piece.size() - spans - lostTraces);
      return lostSpans + lostTraces == 0;
    }
    if (outcome.mayBeSentLater()) {
      spool(piece, reason, Long.MAX_VALUE);
    } else {
      counters.lost(reason, piece);
    }
    return false;
  }

  private Outcome attempt(List<ExportRecord> piece) {
    long begin = nanoTime.getAsLong();
    if (!sending || gaveUp) {
      return Outcome.of(LossReason.UNDELIVERED);
    }
    if (!breaker.allows(begin)) {
      return Outcome.of(LossReason.BREAKER_OPEN);
    }
    CallWatch.Call call;
    if (exporter instanceof WireExporter wire) {
      try {
        byte[] encoded = encode(piece, Long.MAX_VALUE);
        call = () -> wire.send(encoded);
      } catch (Throwable t) {
        counters.failed(t);
        return Outcome.REFUSED; // one of its records: splitting costs no requests that matter
      }
    } else {
      call = () -> exporter.export(piece);
    }
    return attempt(call, begin);
  }

  private Outcome attempt(CallWatch.Call call, long begin) {
    for (int attempt = 1; ; attempt++) {
      try {
        watch.run(call);
        breaker.answered();
        refusesAll = false;
        arrived = true;
        return Outcome.DELIVERED;
      } catch (ExportException e) {
        switch (e.kind()) {
          case PARTIAL -> {
            counters.failed(e);
            breaker.answered();
            return new Outcome(null, e.lostSpans(), e.lostTraces());
          }
          case REFUSED -> {
            counters.failed(e);
            breaker.answered();
            return Outcome.REFUSED;
          }
          case RETRYABLE -> {
            if (!mayTryAgain(e, attempt, begin)) {
              return Outcome.of(LossReason.RETRIES_EXHAUSTED);
            }
          }
        }
      } catch (Throwable t) {
        counters.failed(t);
        breaker.answered();
        return Outcome.of(LossReason.FAILED);
      }
      counters.retried();
    }
  }

  private boolean mayTryAgain(ExportException e, int attempt, long begin) {
    long retryAfter = failed(e);
    if (queue.finished()) {
      gaveUp = true; // the JVM is about to end: everything else goes to disk at once
      return false;
    }
    long now = nanoTime.getAsLong();
    long wait = breaker.backoff(attempt, retryAfter);
    if (attempt >= retry.attempts() || now - begin + wait > retry.time().toNanos()) {
      return false;
    }
    try {
      return queue.pause(wait, spool == null ? 100 : IMPATIENT_PERCENT)
          && sending
          && breaker.allows(nanoTime.getAsLong());
    } catch (InterruptedException closing) {
      return false;
    }
  }

  /** Records a failure; returns the delay that the receiver asked for, in nanoseconds. */
  private long failed(ExportException e) {
    counters.failed(e);
    arrived = false;
    long retryAfter = e.retryAfter() == null ? 0 : TimeUnit.NANOSECONDS.convert(e.retryAfter());
    if (breaker.failed(nanoTime.getAsLong(), retryAfter)) {
      onBreakerOpen.run();
    }
    return retryAfter;
  }

  private byte[] encode(List<ExportRecord> records, long nanos) throws Exception {
    WireExporter wire = (WireExporter) exporter;
    if (wire.encodesConcurrently()) {
      return wire.encode(records);
    }
    if (!encoding.tryLock(nanos, TimeUnit.NANOSECONDS)) {
      throw new IOException("the exporter is still encoding");
    }
    try {
      return wire.encode(records);
    } finally {
      encoding.unlock();
    }
  }
}
