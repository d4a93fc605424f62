// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that OpenTelemetry's {@code gen_ai.provider.name} gives to providers. */
public final class Providers {
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

  /** The packages of providers' models, without {@code dev.langchain4j.model.}. */
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("openai", "openai"),
          Map.entry("openaiofficial", "openai"),
          Map.entry("azure", "azure.ai.openai"),
          Map.entry("anthropic", "anthropic"),
          Map.entry("github", "github_models"),
          Map.entry("bedrock", "aws.bedrock"),
          Map.entry("googleai", "gcp.gemini"),
          Map.entry("vertexai", "gcp.vertex_ai"),
          Map.entry("mistralai", "mistral_ai"),
          Map.entry("cohere", "cohere"),
          Map.entry("ollama", "ollama"),
          Map.entry("jina", "jina"),
          Map.entry("voyageai", "voyageai"),
          Map.entry("nomic", "nomic"),
          Map.entry("huggingface", "huggingface"),
          Map.entry("watsonx", "ibm.watsonx.ai"));

  private static final String MODELS = "dev.langchain4j.model.";

  /** Those that speak OpenAI's protocol. */
  private static final Set<String> SAY_WHY_THEY_END = Set.of("openai", "azure.ai.openai");

  private Providers() {}

  static boolean alwaysSayWhyTheyEnd(@Nullable String provider) {
    return provider != null && SAY_WHY_THEY_END.contains(provider);
  }

  /** Returns null for an unknown provider, so that the layer below may say it. */
  public static @Nullable String name(@Nullable ModelProvider provider) {
    if (provider == null || provider.name().equals("OTHER")) {
      return null;
    }
    String known = NAMES.get(provider.name());
    return known != null ? known : provider.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the provider whose model a class of LangChain4j is, or null. */
  public static @Nullable String ofClass(Class<?> model) {
    for (Class<?> type = model; type != null; type = type.getSuperclass()) {
      String name = type.getName();
      if (name.startsWith(MODELS)) {
        return PACKAGES.get(name.substring(MODELS.length()).split("\\.", 2)[0]);
      }
    }
    return null;
  }
}
