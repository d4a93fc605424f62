// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.delivery.LaneMetrics;
import dev.clew.exporter.delivery.LossReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Says what was lost or kept back since the last report, at most once a minute. */
final class DropReport {
  private static final long INTERVAL_NANOS = 60_000_000_000L;

  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private PipelineMetrics reported;
  private long lastReport;
  private boolean any;

  DropReport(Consumer<String> log, LongSupplier nanoTime, PipelineMetrics nothing) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.reported = nothing;
  }

  /** Reports what is new, unless the last report is too recent. */
  synchronized void update(PipelineMetrics now) {
    if (!any || nanoTime.getAsLong() - lastReport >= INTERVAL_NANOS) {
      updateNow(now);
    }
  }

  /** Reports what is new: the last words at closing do not wait for the minute. */
  synchronized void updateNow(PipelineMetrics now) {
    List<String> losses = losses(now);
    List<String> kept = kept(now);
    if (losses.isEmpty() && kept.isEmpty()) {
      return;
    }
    any = true;
    lastReport = nanoTime.getAsLong();
    reported = now;
    if (!losses.isEmpty()) {
      log.accept("lost since the last report: " + String.join("; ", losses));
    }
    if (!kept.isEmpty()) {
      log.accept("not sent, kept on disk to be sent later: " + String.join("; ", kept));
    }
  }

  /** Nothing of it is lost, but somebody waits for it at the other end and would ask why. */
  private List<String> kept(PipelineMetrics now) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < now.exporters().size(); i++) {
      LaneMetrics lane = now.exporters().get(i);
      String failure = lane.lastFailure();
      add(
          kept,
          lane.spansSpooled(),
          reported.exporters().get(i).spansSpooled(),
          "spans",
          lane.name() + " exporter" + (failure == null ? "" : ": " + failure));
    }
    return kept;
  }

  private List<String> losses(PipelineMetrics now) {
    List<String> losses = new ArrayList<>();
    now.spansDropped()
        .forEach(
            (reason, n) -> {
              if (reason != DropReason.PROCESSOR) {
                add(losses, n, reported.spansDropped().get(reason), "spans", reason);
              }
            });
    add(losses, now.tracesDropped(), reported.tracesDropped(), "trace records", "before export");
    now.contentLost()
        .forEach(
            (reason, n) ->
                add(losses, n, reported.contentLost().get(reason), "spans' content", reason));
    for (int i = 0; i < now.exporters().size(); i++) {
      addLane(losses, now.exporters().get(i), reported.exporters().get(i));
    }
    return losses;
  }

  private static void addLane(List<String> losses, LaneMetrics now, LaneMetrics before) {
    for (LossReason reason : LossReason.values()) {
      String why =
          reason.explainedByFailure() ? " exporter: " + now.lastFailure() : " exporter, " + reason;
      add(losses, lost(now, reason), lost(before, reason), "records", now.name() + why);
    }
  }

  private static long lost(LaneMetrics lane, LossReason reason) {
    return lane.spansLostBy().getOrDefault(reason, 0L)
        + lane.tracesLostBy().getOrDefault(reason, 0L);
  }

  private static void add(
      List<String> losses, long now, @Nullable Long before, String what, Object why) {
    long more = now - (before == null ? 0 : before);
    if (more > 0) {
      losses.add(more + " " + what + " (" + why + ")");
    }
  }
}
