// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.log.SpanLog;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.TraceSampler;
import dev.clew.api.hook.ExportControl;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ClewSettings.Content;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.ViewSettings;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.PipelineSpec;
import dev.clew.exporter.RecordObserver;
import dev.clew.exporter.code.CodeExporter;
import dev.clew.exporter.delivery.DeliverySettings;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.delivery.RetrySettings;
import dev.clew.exporter.folder.FolderGuard;
import dev.clew.exporter.live.LiveReporter;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.sampling.SamplingSettings;
import dev.clew.exporter.spool.SpoolSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the export pipeline from the settings. */
final class ExportPipeline {
  /** By default, each limit of the queue is at most this fraction of the heap. */
  private static final int HEAP_FRACTION = 8;

  /** The application's own exporters, which follow {@code clew.content}. */
  static final ExporterChoice CODE =
      new ExporterChoice(
          CodeExporter.NAME,
          true,
          false,
          () -> {
            throw new IllegalStateException();
          },
          () -> null);

  /** The exporter that live records are written by. */
  private static final String FILE = "file";

  private final Settings settings;
  private final AgentLog log;
  private final Path home;
  private final ExporterCatalog catalog;
  private final Renderers renderers;
  private final @Nullable RecordObserver recording;
  private final TraceSelection selection;
  private final List<ExporterChoice> chosen = new CopyOnWriteArrayList<>();
  private final Set<String> off = ConcurrentHashMap.newKeySet();
  private final List<SpanProcessor> processors = new ArrayList<>();
  private final List<TraceSampler> samplers = new ArrayList<>();
  private final ApplicationCode code;

  ExportPipeline(
      Settings settings,
      AgentLog log,
      Path home,
      ExporterCatalog catalog,
      TraceSelection selection,
      @Nullable RecordObserver recording) {
    this.recording = recording;
    this.selection = selection;
    this.settings = settings;
    this.log = log;
    this.home = home;
    this.catalog = catalog;
    this.code = new ApplicationCode(log);
    this.renderers =
        new Renderers(
            ContentLevels.renderSettings(settings, log::warn)
                .withExtensions(catalog.parts().redactors()),
            ContentLevels.prices(settings, log, catalog.parts().prices()),
            selection.excluded());
  }

  BatchSpanSink build() {
    chosen.addAll(catalog.chosen());
    processors.addAll(catalog.parts().processors());
    samplers.addAll(catalog.parts().samplers());
    MetricsWiring metrics = MetricsWiring.of(catalog.metrics(), settings, log);
    PipelineSpec spec =
        new PipelineSpec(
            batchSettings(),
            renderers,
            chosen.stream().map(each -> exporter(each, settings)).toList(),
            Stream.concat(processors.stream(), Stream.of(code.processors())).toList(),
            sampling(settings),
            Stream.concat(samplers.stream(), Stream.of(code.sampler())).toList(),
            observer(metrics),
            selection.forPipeline());
    BatchSpanSink pipeline = new BatchSpanSink(spec, log::warn);
    if (metrics != null) {
      metrics.start(pipeline::metrics);
    }
    return pipeline;
  }

  /** Without exporters nothing is rendered, and no recording can have tokens. */
  private @Nullable RecordObserver observer(@Nullable MetricsWiring metrics) {
    SpanLog lines = new SpanLog(log);
    List<RecordObserver> observers = new ArrayList<>();
    if (metrics != null) {
      observers.add(metrics);
    }
    if (recording != null && !chosen.isEmpty()) {
      observers.add(recording);
    }
    if (lines.isActive() || !chosen.isEmpty()) {
      observers.add(lines);
    }
    return observers.isEmpty() ? null : RecordObserver.of(observers);
  }

  /**
   * Returns what the application may ask of the export.
   *
   * @param built the result of {@link #build}
   */
  ExportControl control(BatchSpanSink built) {
    return code.control(built, this::codeExporter);
  }

  /** What the application exports itself has not left this machine. */
  private ExporterSpec codeExporter(SpanExporter exporter) {
    return exporter(CODE.madeBy(() -> exporter), settings);
  }

  /** Returns whether there will be a trace file that contains open spans or JVM figures. */
  boolean writesLive() {
    return writesFile() && (writesOpenSpans() || settings.get(ViewSettings.JVM_FIGURES));
  }

  /** A processor may have to remove something, and must not receive one span twice. */
  private boolean writesOpenSpans() {
    return settings.get(ViewSettings.OPEN_SPANS) && processors.isEmpty() && samplers.isEmpty();
  }

  /**
   * Returns the tracing that writes open spans and JVM figures into the trace file.
   *
   * @param built the result of {@link #build}
   */
  LiveReporter live(LiveReporter.OpenSpans openSpans, BatchSpanSink built) {
    ExporterChoice file = file().orElseThrow();
    int capacity = batchSettings().capacity();
    return new LiveReporter(
        openSpans,
        traceId -> built.steering().keeps(traceId) && selection.mayShow(traceId, built::hasKept),
        code::leavesSpansAlone,
        writesOpenSpans() ? () -> renderers.forOpenSpans(content(file, settings)) : null,
        settings.get(ViewSettings.JVM_FIGURES)
            ? JvmFacts.report(settings, log, built::metrics, capacity)
            : null,
        new SwitchedRecords(catalog.liveRecords(), () -> !off.contains(FILE)),
        InstantSource.system());
  }

  /** Returns whether there will be a trace file. */
  boolean writesFile() {
    return file().isPresent();
  }

  private Optional<ExporterChoice> file() {
    return chosen.stream().filter(each -> each.name().equals(FILE)).findAny();
  }

  private BatchSettings batchSettings() {
    int queue = Math.toIntExact(settings.get(ClewSettings.QUEUE_SPANS));
    int batch = Math.toIntExact(settings.get(ClewSettings.BATCH_SPANS));
    return new BatchSettings(
        queue,
        withinHeap(ClewSettings.QUEUE_SPAN_BYTES),
        withinHeap(ClewSettings.QUEUE_BYTES),
        Math.min(batch, queue),
        settings.get(ClewSettings.BATCH_DELAY),
        BatchSettings.defaults().earlyTriggerPercent());
  }

  /** The configured default suits most heaps but would be too much for a small one. */
  private long withinHeap(Setting<Long> setting) {
    Long chosen = settings.find(setting);
    long fallback = settings.get(setting);
    return chosen == null
        ? Math.min(fallback, Runtime.getRuntime().maxMemory() / HEAP_FRACTION)
        : chosen;
  }

  /** Returns everything about a pipeline that can be changed while it runs. */
  ExportSteering steering(BatchSpanSink built, Supplier<List<FinishedSpan>> openSpans) {
    return new ExportSteering(this, catalog, renderers, chosen, off, built, openSpans);
  }

  /** Returns whether the settings name an exporter of that name. */
  boolean names(String exporter) {
    return settings.get(ClewSettings.EXPORTERS).contains(exporter);
  }

  ExporterSpec exporter(ExporterChoice choice, Settings settings) {
    BatchSettings batch = batchSettings();
    // Room for twice the queue's capacity, because everything may arrive at once at exit.
    int batches = Math.max(8, 2 * (batch.capacity() / batch.batchSize()));
    Duration timeout =
        choice.limitsCallTime() ? Duration.ZERO : settings.get(PipelineSettings.EXPORT_TIMEOUT);
    return ExporterSpec.of(
        choice.name(),
        choice.maker(),
        content(choice, settings),
        new DeliverySettings(
            batches, batch.maxQueueBytes(), timeout, retry(), spool(choice.name())));
  }

  /** Content that the user allows on this machine must not leave it without a separate setting. */
  static ContentPolicy content(ExporterChoice choice, Settings settings) {
    Content explicit = settings.find(PipelineSettings.content(choice.name()));
    Content fallback = choice.local() ? settings.get(ClewSettings.CONTENT) : Content.NONE;
    return ContentLevels.policy(Objects.requireNonNullElse(explicit, fallback));
  }

  private RetrySettings retry() {
    Duration first = settings.get(PipelineSettings.RETRY_BACKOFF);
    Duration most = settings.get(PipelineSettings.RETRY_MAX_BACKOFF);
    return new RetrySettings(
        Math.toIntExact(settings.get(PipelineSettings.RETRY_ATTEMPTS)),
        settings.get(PipelineSettings.RETRY_TIME),
        first,
        most.compareTo(first) < 0 ? first : most,
        Math.toIntExact(settings.get(PipelineSettings.BREAKER_FAILURES)),
        settings.get(PipelineSettings.BREAKER_PAUSE));
  }

  private @Nullable SpoolSettings spool(String exporter) {
    if (!settings.get(PipelineSettings.SPOOL_ENABLED)) {
      return null;
    }
    return new SpoolSettings(
        home.resolve("spool").resolve(exporter),
        settings.get(PipelineSettings.SPOOL_MAX_BYTES),
        settings.get(PipelineSettings.SPOOL_MAX_AGE),
        new FolderGuard(home, settings.get(ClewSettings.HOME_TRUSTED)));
  }

  SamplingSettings sampling(Settings settings) {
    Duration slow = settings.get(PipelineSettings.SAMPLING_KEEP_SLOWER_THAN);
    Double costly = settings.get(PipelineSettings.SAMPLING_KEEP_COSTLIER_THAN);
    return new SamplingSettings(
        settings.get(PipelineSettings.SAMPLING_RATIO),
        settings.get(PipelineSettings.SAMPLING_KEEP_ERRORS),
        slow.isZero() ? null : slow,
        costly == 0 ? null : costly,
        settings.get(PipelineSettings.SAMPLING_KEEP_ATTRIBUTES),
        Math.toIntExact(settings.get(PipelineSettings.SAMPLING_BUFFER_SPANS)),
        withinHeap(ClewSettings.QUEUE_BYTES),
        settings.get(PipelineSettings.SAMPLING_MAX_WAIT));
  }
}
