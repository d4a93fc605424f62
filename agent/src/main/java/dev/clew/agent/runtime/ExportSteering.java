// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.steer.RefusedException;
import dev.clew.agent.runtime.steer.Steered;
import dev.clew.api.export.FinishedSpan;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ContentSettings;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.Treatment;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.sampling.SamplingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Changes content, sampling and the choice of exporters while spans flow. */
final class ExportSteering implements Steered {
  private static final String NONE = "none";
  private static final Duration RENDERING = Duration.ofSeconds(2);

  private static final List<Setting<?>> CONTENT =
      List.of(
          ClewSettings.CONTENT,
          ClewSettings.CONTENT_MAX_CHARS,
          ContentSettings.MAX_SPAN_CHARS,
          ContentSettings.REDACT,
          ContentSettings.REDACT_ACTION,
          ContentSettings.REDACT_PATTERNS,
          ContentSettings.REDACT_PATHS,
          ContentSettings.REDACT_TOOLS);

  private static final List<Setting<?>> SAMPLING =
      List.of(
          PipelineSettings.SAMPLING_RATIO,
          PipelineSettings.SAMPLING_KEEP_ERRORS,
          PipelineSettings.SAMPLING_KEEP_SLOWER_THAN,
          PipelineSettings.SAMPLING_KEEP_COSTLIER_THAN,
          PipelineSettings.SAMPLING_KEEP_ATTRIBUTES,
          PipelineSettings.SAMPLING_BUFFER_SPANS,
          PipelineSettings.SAMPLING_MAX_WAIT);

  private final ExportPipeline exports;
  private final ExporterCatalog catalog;
  private final Renderers renderers;
  private final List<ExporterChoice> present;
  private final Set<String> off;
  private final BatchSpanSink pipeline;
  private final Supplier<List<FinishedSpan>> openSpans;
  private final Set<String> metrics;

  /**
   * Creates the control.
   *
   * @param present the exporters of the pipeline; receives those that are added
   * @param off receives the names of those that are switched off
   */
  ExportSteering(
      ExportPipeline exports,
      ExporterCatalog catalog,
      Renderers renderers,
      List<ExporterChoice> present,
      Set<String> off,
      BatchSpanSink pipeline,
      Supplier<List<FinishedSpan>> openSpans) {
    this.exports = exports;
    this.catalog = catalog;
    this.renderers = renderers;
    this.present = present;
    this.off = off;
    this.pipeline = pipeline;
    this.openSpans = openSpans;
    this.metrics =
        catalog.metrics().stream()
            .map(wanted -> wanted.provider().name())
            .collect(Collectors.toSet());
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>();
    all.add(ClewSettings.EXPORTERS);
    all.addAll(CONTENT);
    present.forEach(each -> all.add(PipelineSettings.content(each.name())));
    all.addAll(SAMPLING);
    return all;
  }

  @Override
  public Change prepare(Settings wanted, Set<String> names) throws RefusedException {
    RenderSettings rendering = rendering(wanted, names);
    Set<String> on = new LinkedHashSet<>(present.stream().map(ExporterChoice::name).toList());
    on.removeAll(off);
    List<ExporterChoice> added = new ArrayList<>();
    if (names.contains(ClewSettings.EXPORTERS.name())) {
      on = exporters(wanted.get(ClewSettings.EXPORTERS), added);
    }
    Set<String> chosen = on;
    boolean samples = SAMPLING.stream().anyMatch(each -> names.contains(each.name()));
    SamplingSettings sampling = exports.sampling(wanted);
    return () -> {
      treat(wanted, rendering, chosen, added);
      if (samples) {
        sample(sampling);
      }
    };
  }

  /** Rules that are wrong are ignored at the start, but refused now that somebody can answer. */
  private RenderSettings rendering(Settings wanted, Set<String> names) throws RefusedException {
    if (CONTENT.stream().noneMatch(each -> names.contains(each.name()))) {
      return renderers.settings();
    }
    List<String> problems = new ArrayList<>();
    RenderSettings rendering =
        ContentLevels.renderSettings(wanted, problems::add)
            .withExtensions(renderers.settings().extensions());
    for (String problem : problems) {
      if (names.stream().anyMatch(name -> problem.startsWith(name + ":"))) {
        throw new RefusedException(problem.replace("; it is ignored", "; nothing is changed"));
      }
    }
    return rendering;
  }

  private Set<String> exporters(List<String> wanted, List<ExporterChoice> added)
      throws RefusedException {
    Set<String> on = new LinkedHashSet<>();
    for (String name : wanted) {
      if (catalog.isMetrics(name)) {
        if (!metrics.contains(name)) {
          throw metricsAreFixed(name, wanted);
        }
      } else if (!name.equals(NONE)) {
        on.add(name);
        if (present.stream().noneMatch(each -> each.name().equals(name))) {
          added.add(usable(name));
        }
      }
    }
    for (String name : metrics) {
      boolean named = exports.names(name);
      if (named && !wanted.contains(name)) {
        throw metricsAreFixed(name, wanted);
      }
    }
    return on;
  }

  private static RefusedException metricsAreFixed(String name, List<String> wanted) {
    String value = ClewSettings.EXPORTERS.name() + "=" + String.join(",", wanted);
    return new RefusedException(
        "%s: %s is started or not when Clew starts; restart with -D%s"
            .formatted(value, name, value));
  }

  private ExporterChoice usable(String name) throws RefusedException {
    String setting = ClewSettings.EXPORTERS.name() + "=" + name;
    ExporterChoice choice = catalog.named(name);
    if (choice == null) {
      throw new RefusedException(
          "%s: there is no such exporter; available: %s"
              .formatted(setting, String.join(", ", catalog.choices())));
    }
    String problem = choice.problem().get();
    if (problem != null) {
      throw new RefusedException(
          setting + " " + (problem.isEmpty() ? "cannot be used; Clew's log says why" : problem));
    }
    return choice;
  }

  private void treat(
      Settings wanted, RenderSettings rendering, Set<String> on, List<ExporterChoice> added) {
    renderers.use(rendering);
    for (ExporterChoice each : added) {
      pipeline.steering().addExporter(exports.exporter(each, wanted));
      present.add(each);
    }
    Map<String, Treatment> treatments = new LinkedHashMap<>();
    for (ExporterChoice each : present) {
      ContentPolicy content = ExportPipeline.content(each, wanted);
      treatments.put(each.name(), new Treatment(on.contains(each.name()), content));
    }
    Treatment code = new Treatment(true, ExportPipeline.content(ExportPipeline.CODE, wanted));
    pipeline.steering().treatExporters(name -> treatments.getOrDefault(name, code), renderers);
    present.forEach(
        each -> {
          if (on.contains(each.name())) {
            off.remove(each.name());
          } else {
            off.add(each.name());
          }
        });
    renderers.retain(pipeline.steering().policies());
  }

  /** What has ended is decided as it would have been without the change, and so is what runs. */
  private void sample(SamplingSettings sampling) {
    boolean unusedInTime = pipeline.render(RENDERING);
    pipeline.steering().sample(sampling, this::openTraces);
  }

  private Set<String> openTraces() {
    List<FinishedSpan> open = openSpans.get();
    return open.isEmpty()
        ? Collections.emptySet()
        : open.stream().map(FinishedSpan::traceId).collect(Collectors.toSet());
  }
}
