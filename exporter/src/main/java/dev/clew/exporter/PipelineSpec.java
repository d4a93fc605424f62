// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.SpanProcessor;
import dev.clew.exporter.delivery.LaneSpec;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.SamplingSettings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline is made of.
 *
 * @param renderers makes one renderer for each policy that a lane asks for
 * @param processors see records after rendering, in this order
 * @param sampling which traces are kept, or null for all
 * @param observer sees each record once, after the processors and before sampling, or null
 */
public record PipelineSpec(
    BatchSettings batch,
    Function<ContentPolicy, SpanRenderer> renderers,
    List<LaneSpec> lanes,
    List<SpanProcessor> processors,
    @Nullable SamplingSettings sampling,
    @Nullable RecordObserver observer) {

  public PipelineSpec {
    lanes = List.copyOf(lanes);
    processors = List.copyOf(processors);
  }

  /** A pipeline that nobody observes. */
  public PipelineSpec(
      BatchSettings batch,
      Function<ContentPolicy, SpanRenderer> renderers,
      List<LaneSpec> lanes,
      List<SpanProcessor> processors,
      @Nullable SamplingSettings sampling) {
    this(batch, renderers, lanes, processors, sampling, null);
  }

  /** Returns the policies of the lanes, each once. */
  List<ContentPolicy> policies() {
    if (lanes.isEmpty() && observer != null) {
      return List.of(ContentPolicy.NONE); // it needs a record even where no exporter does
    }
    return lanes.stream().map(LaneSpec::content).distinct().toList();
  }
}
