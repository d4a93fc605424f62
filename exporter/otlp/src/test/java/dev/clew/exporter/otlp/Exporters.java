// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.TlsFiles;
import dev.clew.exporter.otlp.semconv.Profile;
import dev.clew.exporter.otlp.semconv.SpanConventions;
import dev.clew.exporter.otlp.semconv.SpanConventions.Words;
import dev.clew.exporter.resource.ProcessResource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exporters as tests want them. */
final class Exporters {
  static final Duration PATIENT = Duration.ofSeconds(20);

  private static final Map<String, Object> RESOURCE =
      new ProcessResource(Map.of("service.name", "tests"), "1.2.3").attributes();

  private Exporters() {}

  static OtlpExporter to(URI endpoint) {
    return of(new HttpTarget(endpoint, Map.of(), true, PATIENT, TlsFiles.none()));
  }

  static OtlpExporter of(HttpTarget target) {
    return of(target, new ArrayList<>());
  }

  static OtlpExporter of(HttpTarget target, List<String> warnings) {
    return of(target, warnings, Profile.V1_41, Words.GEN_AI);
  }

  static OtlpExporter of(
      HttpTarget target, List<String> warnings, Profile profile, Words... words) {
    SpanConventions conventions = new SpanConventions(Set.of(words), profile);
    return new OtlpExporter(
        new OtlpOptions(target, conventions, () -> RESOURCE, "1.2.3"), warnings::add);
  }
}
