// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that OpenTelemetry's {@code gen_ai.provider.name} gives to providers. */
final class Providers {
  // By name: each version of the library knows other constants.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("OPEN_AI", "openai"),
          Map.entry("AZURE_OPEN_AI", "azure.ai.openai"),
          Map.entry("MICROSOFT_FOUNDRY", "azure.ai.inference"),
          Map.entry("AMAZON_BEDROCK", "aws.bedrock"),
          Map.entry("GOOGLE_AI_GEMINI", "gcp.gemini"),
          Map.entry("GOOGLE_GENAI", "gcp.gen_ai"),
          Map.entry("GOOGLE_VERTEX_AI_GEMINI", "gcp.vertex_ai"),
          Map.entry("GOOGLE_VERTEX_AI_ANTHROPIC", "gcp.vertex_ai"),
          Map.entry("WATSONX", "ibm.watsonx.ai"));

  /** Those that speak OpenAI's protocol. */
  private static final Set<String> SAY_WHY_THEY_END = Set.of("OPEN_AI", "AZURE_OPEN_AI");

  private Providers() {}

  static boolean alwaysSayWhyTheyEnd(@Nullable ModelProvider provider) {
    return provider != null && SAY_WHY_THEY_END.contains(provider.name());
  }

  /** Returns null for an unknown provider, so that the layer below may say it. */
  static @Nullable String name(@Nullable ModelProvider provider) {
    if (provider == null || provider.name().equals("OTHER")) {
      return null;
    }
    String known = NAMES.get(provider.name());
    return known != null ? known : provider.name().toLowerCase(Locale.ROOT);
  }
}
