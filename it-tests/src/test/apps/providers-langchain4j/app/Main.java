// SPDX-License-Identifier: Apache-2.0
package app;

import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.http.HttpClient;
import dev.langchain4j.model.azure.AzureOpenAiChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.concurrent.CompletableFuture;

/** Calls models of providers that LangChain4j speaks to without a library that Clew traces. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    String url = args[0];
    String root = url.replace("/v1", "");
    ask("ollama", OllamaChatModel.builder().baseUrl(root).modelName("llama3.2").build());
    stream(OllamaStreamingChatModel.builder().baseUrl(root).modelName("llama3.2").build());
    ask(
        "mistral",
        MistralAiChatModel.builder()
            .baseUrl(url)
            .apiKey(args[1])
            .modelName("mistral-small-latest")
            .maxRetries(0)
            .build());
    ask("azure", azure(root, args[1]));
    System.exit(3);
  }

  /** The SDK sends keys over HTTPS only, so it must not see that the server has none. */
  private static ChatModel azure(String root, String key) {
    HttpClient plain = HttpClient.createDefault();
    return AzureOpenAiChatModel.builder()
        .openAIClient(
            new OpenAIClientBuilder()
                .endpoint(root.replace("http:", "https:"))
                .credential(new AzureKeyCredential(key))
                .httpClient(request -> plain.send(request.setUrl(plain(request.getUrl()))))
                .buildClient())
        .deploymentName("gpt-4o")
        .build();
  }

  private static URL plain(URL seen) {
    try {
      return new URL("http", seen.getHost(), seen.getPort(), seen.getFile());
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void ask(String who, ChatModel model) {
    System.out.println(who + ": " + model.chat(who));
  }

  private static void stream(OllamaStreamingChatModel model) {
    CompletableFuture<String> whole = new CompletableFuture<>();
    model.chat(
        "stream",
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String piece) {}

          @Override
          public void onCompleteResponse(ChatResponse response) {
            whole.complete(response.aiMessage().text());
          }

          @Override
          public void onError(Throwable error) {
            whole.completeExceptionally(error);
          }
        });
    System.out.println("stream: " + whole.join());
  }
}
