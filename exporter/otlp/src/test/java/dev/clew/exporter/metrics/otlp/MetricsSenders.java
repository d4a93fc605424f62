// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.otlp;

import dev.clew.exporter.metrics.PipelineStub;
import dev.clew.exporter.metrics.SpanMetrics;
import dev.clew.exporter.otlp.OtlpOptions;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import dev.clew.exporter.otlp.semconv.Profile;
import dev.clew.exporter.otlp.semconv.SpanConventions;
import dev.clew.exporter.resource.ProcessResource;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Senders as tests want them. */
final class MetricsSenders {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private MetricsSenders() {}

  static MetricsSender of(
      URI endpoint,
      SpanMetrics spans,
      Duration interval,
      InstantSource clock,
      Consumer<String> log) {
    HttpTarget target = new HttpTarget(endpoint, Map.of(), true, AMPLE, TlsFiles.none());
    OtlpOptions options =
        new OtlpOptions(
            target,
            new SpanConventions(Set.of(SpanConventions.Words.GEN_AI), Profile.V1_41),
            new ProcessResource(Map.of("service.name", "tests"), "1.2.3")::attributes,
            "1.2.3");
    return new MetricsSender(options, PipelineStub.metrics(spans), interval, clock, log);
  }

  static void sendOnce(URI endpoint, SpanMetrics spans, List<String> said) {
    MetricsSender sender =
        of(endpoint, spans, Duration.ofHours(1), InstantSource.system(), said::add);
    sender.start();
    sender.close(AMPLE);
  }
}
