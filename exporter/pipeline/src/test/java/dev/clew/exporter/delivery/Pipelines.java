// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.SpanExporter;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.PipelineSpec;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.spool.SpoolSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Pipelines with short waits, to a network exporter and to one beside it. */
final class Pipelines {
  static final Duration AMPLE = Duration.ofSeconds(20);

  private Pipelines() {}

  static RetrySettings quick() {
    return new RetrySettings(
        3,
        Duration.ofSeconds(10),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        4,
        Duration.ofMillis(50));
  }

  static ExporterSpec exporter(SpanExporter exporter, Path folder, RetrySettings retry) {
    SpoolSettings spool =
        folder == null ? null : new SpoolSettings(folder, 64 << 20, Duration.ofDays(1));
    return new ExporterSpec(
        exporter.name(),
        () -> exporter,
        true,
        ContentPolicy.FULL,
        new DeliverySettings(32, 64 << 20, Duration.ZERO, retry, spool));
  }

  static BatchSpanSink sink(int batch, Consumer<String> log, ExporterSpec... exporters) {
    PipelineSpec spec =
        new PipelineSpec(
            new BatchSettings(1_024, 64 << 20, batch, Duration.ofMillis(20), 70),
            policy -> new SpanRenderer(RenderSettings.defaults().withContent(policy)),
            List.of(exporters),
            List.of(),
            null);
    return new BatchSpanSink(spec, log);
  }

  static FakeSpan span(int n) {
    return FakeSpan.of(n, new CustomData("turn", Map.of()));
  }

  static String id(int n) {
    return String.format("%016x", n);
  }
}
