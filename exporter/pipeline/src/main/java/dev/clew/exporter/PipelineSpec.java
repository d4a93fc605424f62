// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.SpanProcessor;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.SamplingSettings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline is made of.
 *
 * @param renderers makes one renderer for each policy that an exporter asks for
 * @param processors see records after rendering, in this order
 * @param sampling which traces are kept, or null for all
 * @param observer sees each record once, after the processors and before sampling, or null
 */
public record PipelineSpec(
    BatchSettings batch,
    Function<ContentPolicy, SpanRenderer> renderers,
    List<ExporterSpec> exporters,
    List<SpanProcessor> processors,
    @Nullable SamplingSettings sampling,
    @Nullable RecordObserver observer) {

  public PipelineSpec {
    exporters = List.copyOf(exporters);
    processors = List.copyOf(processors);
  }

  /** A pipeline that nobody observes. */
  public PipelineSpec(
      BatchSettings batch,
      Function<ContentPolicy, SpanRenderer> renderers,
      List<ExporterSpec> exporters,
      List<SpanProcessor> processors,
      @Nullable SamplingSettings sampling) {
    this(batch, renderers, exporters, processors, sampling, null);
  }

  /** Returns the policies of the exporters, each once. */
  List<ContentPolicy> policies() {
    if (exporters.isEmpty() && observer != null) {
      return List.of(ContentPolicy.NONE); // it needs a record even where no exporter does
    }
    return exporters.stream().map(ExporterSpec::content).distinct().toList();
  }
}
