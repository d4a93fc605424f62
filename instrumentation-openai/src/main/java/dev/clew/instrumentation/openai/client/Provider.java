// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises by its host who answers a client of OpenAI's protocol.
 *
 * <p>The names are the values of OpenTelemetry's {@code gen_ai.provider.name}. A host that nobody
 * knows, such as a gateway's, counts as {@code openai}: the address says where the call went.
 */
final class Provider {
  private static final String OPENAI = "openai";
  private static final String AZURE_OPENAI = "azure.ai.openai";
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
          Map.entry("anthropic.com", "anthropic"),
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

  private Provider() {}

  /** Returns the name; {@code azure} says that the client was told an Azure service version. */
  static String of(@Nullable String baseUrl, boolean azure) {
    URI uri = baseUrl == null ? null : parse(baseUrl);
    if (uri == null) {
      return azure ? AZURE_OPENAI : OPENAI;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String name = byDomain(host);
    if (AZURE_INFERENCE.equals(name) && uri.getPath().startsWith("/openai")) {
      return AZURE_OPENAI; // one host of Azure serves both
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
    return azure ? AZURE_OPENAI : OPENAI;
  }

  /** Returns scheme, host, port and path: what is left may hold a key. */
  static @Nullable String address(String baseUrl) {
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
    try {
      URI uri = URI.create(baseUrl);
      return uri.getHost() == null ? null : uri;
    } catch (IllegalArgumentException notAUrl) {
      return null;
    }
  }
}
