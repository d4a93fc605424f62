// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.credential.BearerTokenCredential;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;

/** The same calls to hosts of other clouds, through a proxy. */
public final class Clouds {
  private static final String AZURE = "http://travel.openai.azure.com";
  private static final AzureOpenAIServiceVersion VERSION =
      AzureOpenAIServiceVersion.fromString("2024-10-21");

  private final Proxy proxy;
  private final String key;

  private Clouds(String baseUrl, String key) {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", URI.create(baseUrl).getPort());
    this.proxy = new Proxy(Proxy.Type.HTTP, address);
    this.key = key;
  }

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    Clouds clouds = new Clouds(args[0], args[1]);
    clouds.addAzure(ways);
    ways.add(
        "bedrock",
        () ->
            ask(
                clouds
                    .at("http://bedrock-runtime.us-east-1.amazonaws.com/openai/v1")
                    .apiKey(clouds.key)
                    .build(),
                "bedrock"));
    ways.run();
    System.exit(3);
  }

  private void addAzure(Ways ways) {
    ways.add("azure-key", () -> ask(azure(AZURE).build(), "azure-key"));
    ways.add(
        "azure-version",
        () -> ask(azure(AZURE).azureServiceVersion(VERSION).build(), "azure-version"));
    ways.add("azure-unified", () -> ask(azure(AZURE + "/openai/v1").build(), "azure-unified"));
    ways.add(
        "azure-legacy-mode",
        () ->
            ask(
                azure(AZURE).azureUrlPathMode(AzureUrlPathMode.LEGACY).build(),
                "azure-legacy-mode"));
    ways.add(
        "azure-gateway",
        () ->
            ask(
                azure("http://gateway.example.com/models")
                    .azureServiceVersion(VERSION)
                    .azureUrlPathMode(AzureUrlPathMode.UNIFIED)
                    .build(),
                "azure-gateway"));
    ways.add(
        "azure-token",
        () ->
            ask(
                at(AZURE).credential(BearerTokenCredential.create(() -> key)).build(),
                "azure-token"));
    ways.add(
        "azure-response",
        () ->
            Texts.said(
                azure(AZURE + "/openai/v1")
                    .build()
                    .responses()
                    .create(
                        ResponseCreateParams.builder()
                            .model("gpt-4.1")
                            .input("azure-response")
                            .build())));
    ways.add(
        "azure-embedding",
        () ->
            ""
                + azure(AZURE)
                    .build()
                    .embeddings()
                    .create(
                        EmbeddingCreateParams.builder()
                            .model("text-embedding-3-small")
                            .input("azure-embedding")
                            .build())
                    .data()
                    .size());
  }

  private OpenAIOkHttpClient.Builder azure(String baseUrl) {
    return at(baseUrl).credential(AzureApiKeyCredential.create(key));
  }

  private OpenAIOkHttpClient.Builder at(String baseUrl) {
    return OpenAIOkHttpClient.builder().baseUrl(baseUrl).proxy(proxy).maxRetries(0);
  }

  private static String ask(OpenAIClient client, String phrase) {
    return Texts.text(
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model("gpt-4o")
                    .addUserMessage(phrase)
                    .build()));
  }
}
