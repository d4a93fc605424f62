// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.WireExporter;
import dev.clew.core.settings.OpenAiIngestSettings;
import dev.clew.core.settings.OpenAiIngestSettings.Limits;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.openai.IngestTarget;
import dev.clew.exporter.openai.OpenAiIngestExporter;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates the exporter for OpenAI's trace dashboard from the settings. */
final class OpenAiIngest {
  private OpenAiIngest() {}

  /** Returns null, and logs the reason, if traces cannot be sent. */
  static @Nullable WireExporter exporter(
      Settings settings, Map<String, String> environment, Consumer<String> warn) {
    String key = value(settings, OpenAiIngestSettings.API_KEY, environment, "OPENAI_API_KEY");
    if (key == null) {
      warn.accept(
          "clew.exporters=openai has no API key: set clew.openai.api-key or OPENAI_API_KEY;"
              + " nothing is sent to OpenAI's dashboard");
      return null;
    }
    String endpoint = settings.get(OpenAiIngestSettings.ENDPOINT);
    try {
      URI uri = URI.create(endpoint);
      Limits limits = settings.get(OpenAiIngestSettings.LIMITS);
      return new OpenAiIngestExporter(
          new IngestTarget(
              uri,
              key,
              value(settings, OpenAiIngestSettings.ORGANIZATION, environment, "OPENAI_ORG_ID"),
              value(settings, OpenAiIngestSettings.PROJECT, environment, "OPENAI_PROJECT_ID"),
              settings.get(OpenAiIngestSettings.TIMEOUT),
              limits == Limits.ON || (limits == Limits.AUTO && IngestTarget.isOpenAi(uri))));
    } catch (IllegalArgumentException e) {
      warn.accept(
          "clew.exporters=openai is off: "
              + e.getMessage()
              + "; check the settings clew.openai.* and OPENAI_*");
      return null;
    }
  }

  private static @Nullable String value(
      Settings settings,
      Setting<String> setting,
      Map<String, String> environment,
      String variable) {
    String value = settings.get(setting);
    if (value.isBlank()) {
      value = environment.getOrDefault(variable, "");
    }
    return value.isBlank() ? null : value.strip();
  }
}
