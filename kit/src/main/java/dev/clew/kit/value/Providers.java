// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a provider by the host that a client connects to, or by a framework's name for it.
 *
 * <p>The names are the values of OpenTelemetry's {@code gen_ai.provider.name}.
 */
public final class Providers {
  public static final String OPENAI = "openai";
  public static final String AZURE_OPENAI = "azure.ai.openai";
  public static final String ANTHROPIC = "anthropic";
  private static final String AZURE_INFERENCE = "azure.ai.inference";

  private static final Map<String, String> BY_DOMAIN =
      Map.ofEntries(
          Map.entry("openai.com", OPENAI),
          Map.entry("openai.azure.com", AZURE_OPENAI),
          Map.entry("cognitiveservices.azure.com", AZURE_OPENAI),
          Map.entry("services.ai.azure.com", AZURE_INFERENCE),
          Map.entry("models.ai.azure.com", AZURE_INFERENCE),
          Map.entry("inference.ai.azure.com", AZURE_INFERENCE),
          Map.entry("generativelanguage.googleapis.com", "gcp.gemini"),
          Map.entry("aiplatform.googleapis.com", "gcp.vertex_ai"),
          Map.entry("anthropic.com", ANTHROPIC),
          Map.entry("cohere.com", "cohere"),
          Map.entry("cohere.ai", "cohere"),
          Map.entry("deepseek.com", "deepseek"),
          Map.entry("groq.com", "groq"),
          Map.entry("ml.cloud.ibm.com", "ibm.watsonx.ai"),
          Map.entry("mistral.ai", "mistral_ai"),
          Map.entry("moonshot.ai", "moonshot_ai"),
          Map.entry("moonshot.cn", "moonshot_ai"),
          Map.entry("perplexity.ai", "perplexity"),
          Map.entry("x.ai", "x_ai"),
          Map.entry("openrouter.ai", "openrouter"));

  private static final Map<String, String> BY_FRAMEWORK_NAME =
      Map.of(
          "azure-openai", AZURE_OPENAI,
          "bedrock_converse", "aws.bedrock",
          "google_genai", "gcp.gemini",
          "google_genai_ai", "gcp.gemini",
          "vertex_ai", "gcp.vertex_ai");

  /** The URL last asked for: an application has one or two, and names them with each call. */
  private static volatile @Nullable Parsed latest;

  private Providers() {}

  private record Parsed(String text, @Nullable URI uri) {}

  /** Returns the name of a provider that a framework names its own way; others stay as they are. */
  public static String named(String frameworkName) {
    return BY_FRAMEWORK_NAME.getOrDefault(frameworkName, frameworkName);
  }

  /**
   * Returns the name of the provider.
   *
   * @param baseUrl the client's configured URL, or null if unknown
   * @param fallback the provider for an unknown host, such as a gateway; the address still shows
   *     where the call went
   */
  public static String ofUrl(@Nullable String baseUrl, String fallback) {
    URI uri = baseUrl == null ? null : parse(baseUrl);
    if (uri == null) {
      return fallback;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String name = byDomain(host);
    if (AZURE_INFERENCE.equals(name) && uri.getPath().startsWith("/openai")) {
      return AZURE_OPENAI; // one Azure host serves both
    }
    if (name != null) {
      return name;
    }
    if (host.startsWith("bedrock") && host.endsWith(".amazonaws.com")) {
      return "aws.bedrock";
    }
    if (host.endsWith("-aiplatform.googleapis.com")) {
      return "gcp.vertex_ai";
    }
    return fallback;
  }

  /**
   * Returns scheme, host, port and path only, because the rest may contain a key; null if it is not
   * a URL.
   */
  public static @Nullable String address(String baseUrl) {
    URI uri = parse(baseUrl);
    if (uri == null) {
      return null;
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }

  private static @Nullable String byDomain(String host) {
    for (int from = 0; ; ) {
      String name = BY_DOMAIN.get(host.substring(from));
      int dot = host.indexOf('.', from);
      if (name != null || dot < 0) {
        return name;
      }
      from = dot + 1;
    }
  }

  private static @Nullable URI parse(String baseUrl) {
    Parsed known = latest;
    if (known == null || !known.text.equals(baseUrl)) {
      known = new Parsed(baseUrl, parsed(baseUrl));
      latest = known;
    }
    return known.uri;
  }

  private static @Nullable URI parsed(String baseUrl) {
    try {
      URI uri = URI.create(baseUrl);
      return uri.getHost() == null ? null : uri;
    } catch (IllegalArgumentException notAUrl) {
      return null;
    }
  }
}
