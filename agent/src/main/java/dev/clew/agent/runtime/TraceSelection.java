// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.hook.Diagnostics;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.api.hook.Diagnostics.Level;
import dev.clew.core.select.ExcludedSpans;
import dev.clew.core.select.WantedTraces;
import dev.clew.core.settings.SelectionSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.DropReason;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.Selection;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.sampling.TraceCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code clew.exclude} leaves out and which traces {@code clew.trace.only-if} keeps. */
final class TraceSelection {
  private static final int MAX_OPEN = 4_096;

  private final @Nullable ExcludedSpans excluded;
  private final @Nullable WantedTraces wanted;
  private volatile @Nullable RecordingTracer tracer;

  private TraceSelection(@Nullable ExcludedSpans excluded, @Nullable WantedTraces wanted) {
    this.excluded = excluded;
    this.wanted = wanted;
  }

  static TraceSelection of(Settings settings, Consumer<String> warnings) {
    return new TraceSelection(
        ExcludedSpans.of(
            SelectionSettings.EXCLUDE.name(), settings.get(SelectionSettings.EXCLUDE), warnings),
        WantedTraces.of(
            SelectionSettings.ONLY_IF.name(), settings.get(SelectionSettings.ONLY_IF), warnings));
  }

  Selection forPipeline() {
    return new Selection(
        excluded == null ? Selection.ALL.excluded() : excluded::excludesAndCounts,
        wanted == null ? null : new Condition(wanted));
  }

  /** Returns whether a call that has ended is left out. */
  Predicate<SpanData> excluded() {
    return excluded == null ? Selection.ALL.excluded() : excluded::excludes;
  }

  /**
   * Returns whether a trace may be shown while it runs.
   *
   * @param isKept returns whether it has been decided that a trace is kept
   */
  boolean mayShow(String traceId, Predicate<String> isKept) {
    return wanted == null
        || isKept.test(traceId)
        || Boolean.TRUE.equals(openTraces(wanted).get(traceId));
  }

  /** Leaves out spans that {@code tracer} starts, and tells the doctor. */
  void apply(RecordingTracer tracer, Supplier<PipelineMetrics> pipeline, Diagnostics diagnostics) {
    this.tracer = tracer;
    if (excluded != null) {
      tracer.exclude(excluded);
      diagnostics.add(SelectionSettings.EXCLUDE.name(), () -> findings(excluded, pipeline.get()));
    }
    if (wanted != null) {
      diagnostics.add(SelectionSettings.ONLY_IF.name(), () -> unwanted(pipeline.get()));
    }
  }

  private static List<Finding> findings(ExcludedSpans excluded, PipelineMetrics pipeline) {
    List<Finding> findings = new ArrayList<>(excluded.findings());
    long spans = pipeline.spansDropped(DropReason.EXCLUDED);
    if (spans > 0) {
      findings.add(
          new Finding(
              "excluded",
              level(spans, pipeline),
              "%d of %d spans were excluded by clew.exclude."
                  .formatted(spans, pipeline.spansEnded()),
              "If you miss them, remove the rule; docs/selecting.md says what a rule excludes."));
    }
    return findings;
  }

  private static List<Finding> unwanted(PipelineMetrics pipeline) {
    long spans = pipeline.sampling().spansUnwanted();
    return spans == 0
        ? List.of()
        : List.of(
            new Finding(
                "not-wanted",
                level(spans, pipeline),
                "%d of %d spans belong to traces in which nothing matched clew.trace.only-if."
                    .formatted(spans, pipeline.spansEnded()),
                "If you miss them, add a rule that matches, or remove the setting."));
  }

  /** It is the reason why there is nothing, or an explanation of what is missing. */
  private static Level level(long spans, PipelineMetrics pipeline) {
    boolean exported =
        pipeline.exporters().stream().mapToLong(ExporterMetrics::spansExported).sum() > 0;
    return exported ? Level.NOTE : spans == pipeline.spansEnded() ? Level.CAUSE : Level.POSSIBLE;
  }

  private Map<String, Boolean> openTraces(WantedTraces wanted) {
    RecordingTracer started = tracer;
    Map<String, Boolean> traces = new HashMap<>();
    if (started != null) {
      for (FinishedSpan span : started.openSpans(MAX_OPEN)) {
        traces.merge(span.traceId(), wanted.matchesOpen(span), Boolean::logicalOr);
      }
    }
    return traces;
  }

  private final class Condition implements TraceCondition {
    private final WantedTraces wanted;

    Condition(WantedTraces wanted) {
      this.wanted = wanted;
    }

    @Override
    public boolean isMetBy(FinishedSpan span, SpanRecord record) {
      return wanted.matches(span, record);
    }

    @Override
    public Map<String, Boolean> openTraces() {
      return TraceSelection.this.openTraces(wanted);
    }
  }
}
