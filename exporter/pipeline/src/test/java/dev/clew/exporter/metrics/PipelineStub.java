// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.time.Instant;
import java.util.List;

/** All metrics, with those of an idle pipeline. */
public final class PipelineStub {
  private PipelineStub() {}

  public static ClewMetrics metrics(SpanMetrics spans) {
    BatchSpanSink pipeline =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(),
            line -> {});
    return new ClewMetrics(spans, pipeline::metrics, Instant.ofEpochSecond(1));
  }
}
