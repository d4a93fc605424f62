// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Provider names as defined for OpenTelemetry's {@code gen_ai.provider.name}. */
public final class Providers {
  // By name, because the constants differ between versions of the library.
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

  /** Providers that use OpenAI's protocol. */
  private static final Set<String> WITH_FINISH_REASON = Set.of("openai", "azure.ai.openai");

  private Providers() {}

  static boolean alwaysSendFinishReason(@Nullable String provider) {
    return provider != null && WITH_FINISH_REASON.contains(provider);
  }

  /** Returns null for an unknown provider, so that the layer below can supply it. */
  public static @Nullable String name(@Nullable ModelProvider provider) {
    if (provider == null || provider.name().equals("OTHER")) {
      return null;
    }
    String known = NAMES.get(provider.name());
    return known != null ? known : provider.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the provider of one of LangChain4j's model classes, or null. */
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
