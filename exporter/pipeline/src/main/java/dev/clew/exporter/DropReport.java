// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.delivery.LossReason;
import dev.clew.exporter.render.ContentLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reports what has been lost or held back since the last report, at most once a minute. */
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

  /** Reports what is new; the final report on closing does not wait for the minute to pass. */
  synchronized void updateNow(PipelineMetrics now) {
    Losses losses = losses(now);
    Losses kept = kept(now);
    if (losses.isEmpty() && kept.isEmpty()) {
      return;
    }
    any = true;
    lastReport = nanoTime.getAsLong();
    reported = now;
    if (!losses.isEmpty()) {
      log.accept("lost since the last report: " + losses);
    }
    if (!kept.isEmpty()) {
      log.accept("not sent yet, kept on disk: " + kept);
    }
  }

  /** Nothing of it is lost, but someone is waiting for it at the other end and would wonder why. */
  private Losses kept(PipelineMetrics now) {
    Losses kept = new Losses();
    for (int i = 0; i < now.exporters().size(); i++) {
      ExporterMetrics exporter = now.exporters().get(i);
      String failure = exporter.lastFailure();
      ExporterMetrics before = reported(i);
      long spooled = before == null ? 0 : before.spansSpooled();
      String why = exporter.name() + " exporter" + (failure == null ? "" : ": " + failure);
      kept.add(exporter.spansSpooled() - spooled, "spans", why, null);
    }
    return kept;
  }

  private Losses losses(PipelineMetrics now) {
    Losses losses = new Losses();
    for (DropReason reason : DropReason.values()) {
      if (!reason.isIntended()) {
        long more = now.spansDropped(reason) - reported.spansDropped(reason);
        losses.add(more, "spans", reason, reason.setting());
      }
    }
    long traces = now.tracesDropped() - reported.tracesDropped();
    losses.add(traces, "trace records", "before export", null);
    for (ContentLoss reason : ContentLoss.values()) {
      if (reason != ContentLoss.UNRESPONSIVE) { // which is reported separately
        long more = now.contentLost(reason) - reported.contentLost(reason);
        losses.add(more, "spans' content", reason, reason.setting());
      }
    }
    for (int i = 0; i < now.exporters().size(); i++) {
      addExporter(losses, now.exporters().get(i), reported(i));
    }
    return losses;
  }

  /** Returns null for an exporter that was added since the last report. */
  private @Nullable ExporterMetrics reported(int exporter) {
    return exporter < reported.exporters().size() ? reported.exporters().get(exporter) : null;
  }

  private static void addExporter(
      Losses losses, ExporterMetrics now, @Nullable ExporterMetrics before) {
    for (LossReason reason : LossReason.values()) {
      if (reason == LossReason.SWITCHED_OFF) {
        continue; // the user knows
      }
      String why =
          reason.explainedByFailure() ? " exporter: " + now.lastFailure() : " exporter, " + reason;
      long more = lost(now, reason) - (before == null ? 0 : lost(before, reason));
      losses.add(more, "records", now.name() + why, reason.setting());
    }
  }

  private static long lost(ExporterMetrics exporter, LossReason reason) {
    return exporter.spansLostBy().getOrDefault(reason, 0L)
        + exporter.tracesLostBy().getOrDefault(reason, 0L);
  }

  /** What was lost, and the settings that would reduce the loss. */
  private static final class Losses {
    private final List<String> lost = new ArrayList<>();
    private final Set<String> settings = new TreeSet<>();

    void add(long more, String what, Object why, @Nullable String setting) {
      if (more > 0) {
        lost.add(more + " " + what + " (" + why + ")");
        if (setting != null) {
          settings.add(setting);
        }
      }
    }

    boolean isEmpty() {
      return lost.isEmpty();
    }

    @Override
    public String toString() {
      String raise = settings.isEmpty() ? "" : "; to lose less, raise ";
      return String.join("; ", lost) + raise + String.join(", ", settings);
    }
  }
}
