// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates the exporter {@code openai}, for OpenAI's trace dashboard. */
public final class OpenAiExporterProvider implements SpanExporterProvider {
  private final Map<String, String> environment;

  /** For the service loader. */
  public OpenAiExporterProvider() {
    this(System.getenv());
  }

  OpenAiExporterProvider(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public List<String> requiredModules() {
    return List.of("java.net.http");
  }

  @Override
  public boolean limitsCallTime() {
    return true;
  }

  @Override
  public @Nullable String configurationError(ExporterSettings settings) {
    if (key(settings) == null) {
      return "it has no key; set clew.openai.api-key or OPENAI_API_KEY";
    }
    try {
      target(settings);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage() + "; check the settings clew.openai.* and OPENAI_*";
    }
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    return new OpenAiIngestExporter(target(settings));
  }

  private IngestTarget target(ExporterSettings settings) {
    URI uri = URI.create(Objects.requireNonNullElse(settings.get("endpoint"), IngestTarget.OPENAI));
    return new IngestTarget(
        uri,
        Objects.requireNonNull(key(settings), "no key"),
        value(settings, "organization", "OPENAI_ORG_ID"),
        value(settings, "project", "OPENAI_PROJECT_ID"),
        Objects.requireNonNullElse(settings.getDuration("timeout"), Duration.ofSeconds(60)),
        limits(settings.get("limits"), uri));
  }

  private static boolean limits(@Nullable String chosen, URI endpoint) {
    boolean unset = chosen == null || chosen.equalsIgnoreCase("auto");
    return unset ? IngestTarget.isOpenAi(endpoint) : "on".equalsIgnoreCase(chosen);
  }

  private @Nullable String key(ExporterSettings settings) {
    return value(settings, "api-key", "OPENAI_API_KEY");
  }

  private @Nullable String value(ExporterSettings settings, String key, String variable) {
    String value = settings.get(key);
    if (value == null || value.isBlank()) {
      value = environment.getOrDefault(variable, "");
    }
    return value.isBlank() ? null : value.strip();
  }
}
