// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.TraceSampler;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.SamplingSettings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The components of a pipeline.
 *
 * @param renderers creates one renderer for each content policy that an exporter requires
 * @param processors receive records after rendering, in this order
 * @param sampling decides which traces are kept; null keeps all
 * @param samplers decide about traces before {@code sampling}
 * @param observer receives each record once, after the processors and before sampling; may be null
 * @param selection what is left out before the processors and before sampling
 */
public record PipelineSpec(
    BatchSettings batch,
    Function<ContentPolicy, SpanRenderer> renderers,
    List<ExporterSpec> exporters,
    List<SpanProcessor> processors,
    @Nullable SamplingSettings sampling,
    List<TraceSampler> samplers,
    @Nullable RecordObserver observer,
    Selection selection) {

  public PipelineSpec {
    samplers = List.copyOf(samplers);
    exporters = List.copyOf(exporters);
    processors = List.copyOf(processors);
  }

  /** Creates a pipeline without an observer. */
  public PipelineSpec(
      BatchSettings batch,
      Function<ContentPolicy, SpanRenderer> renderers,
      List<ExporterSpec> exporters,
      List<SpanProcessor> processors,
      @Nullable SamplingSettings sampling) {
    this(batch, renderers, exporters, processors, sampling, List.of(), null, Selection.ALL);
  }

  /** Creates a pipeline without samplers. */
  public PipelineSpec(
      BatchSettings batch,
      Function<ContentPolicy, SpanRenderer> renderers,
      List<ExporterSpec> exporters,
      List<SpanProcessor> processors,
      @Nullable SamplingSettings sampling,
      @Nullable RecordObserver observer) {
    this(batch, renderers, exporters, processors, sampling, List.of(), observer, Selection.ALL);
  }

  /** Returns the exporters' content policies, each once. */
  List<ContentPolicy> policies() {
    if (exporters.isEmpty() && observer != null) {
      return List.of(ContentPolicy.NONE); // the observer needs a record even if no exporter does
    }
    return exporters.stream().map(ExporterSpec::content).distinct().toList();
  }
}
