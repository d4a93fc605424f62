// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.json.Json;
import dev.clew.tape.match.Divergence;
import dev.clew.tape.match.TapeIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what a replay came to. */
final class ReplayReport {
  private static final int MAX_UNPLAYED = 50;

  private final TapeIndex index;
  private final AtomicLong normalised = new AtomicLong();
  private final AtomicLong live = new AtomicLong();
  private final AtomicLong misses = new AtomicLong();
  private final AtomicLong changedTools = new AtomicLong();
  private final AtomicReference<@Nullable First> first = new AtomicReference<>();

  private record First(long call, Divergence divergence) {}

  ReplayReport(TapeIndex index) {
    this.index = index;
  }

  void normalised() {
    normalised.incrementAndGet();
  }

  void live() {
    live.incrementAndGet();
  }

  boolean nothingLive() {
    return live.get() == 0;
  }

  boolean nothingMissed() {
    return first.get() == null;
  }

  void changedTool() {
    changedTools.incrementAndGet();
  }

  /**
   * Counts a request that is not on the tape.
   *
   * @return whether it is the first; others are usually its consequences
   */
  boolean missed(long call, Divergence divergence) {
    misses.incrementAndGet();
    return first.compareAndSet(null, new First(call, divergence));
  }

  /** Returns the lines for people. */
  List<String> lines() {
    List<TapeEntry> unplayed = index.unplayed();
    First diverged = first.get();
    List<String> lines = new ArrayList<>();
    StringBuilder line =
        new StringBuilder(
            "clew: replay: %d of %d calls played, %d after normalising, %d live"
                .formatted(
                    index.playedCount(), index.entries().size(), normalised.get(), live.get()));
    if (changedTools.get() > 0) {
      line.append(", ").append(changedTools.get()).append(" tool results changed");
    }
    if (diverged != null) {
      line.append(", DIVERGED at #").append(diverged.call());
      if (misses.get() > 1) {
        line.append(" (").append(misses.get() - 1).append(" more after it)");
      }
    }
    lines.add(line.toString());
    unplayed.stream()
        .limit(MAX_UNPLAYED)
        .forEach(
            entry ->
                lines.add(
                    "clew:   not played: #%d %s%s"
                        .formatted(
                            entry.seq(),
                            entry.call(),
                            entry.path().isEmpty() ? "" : " in " + entry.path())));
    if (unplayed.size() > MAX_UNPLAYED) {
      lines.add("clew:   and " + (unplayed.size() - MAX_UNPLAYED) + " more");
    }
    return lines;
  }

  /** Returns the same for programs. */
  String json() {
    First diverged = first.get();
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("calls", index.entries().size());
    report.put("played", index.playedCount());
    report.put("normalised", normalised.get());
    report.put("live", live.get());
    report.put("changed_tools", changedTools.get());
    report.put("misses", misses.get());
    if (diverged != null) {
      report.put("diverged_at", diverged.call());
      TapeEntry nearest = diverged.divergence().nearest();
      report.put("nearest", nearest == null ? null : nearest.seq());
      report.put(
          "differences",
          diverged.divergence().differences().stream()
              .limit(MAX_UNPLAYED)
              .map(d -> Map.of("path", d.path(), "recorded", d.recorded(), "now", d.now()))
              .toList());
      report.put("message", diverged.divergence().message());
    }
    report.put("unplayed", index.unplayed().stream().map(TapeEntry::seq).toList());
    return Json.write(report);
  }
}
