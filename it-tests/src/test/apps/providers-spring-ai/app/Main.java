// SPDX-License-Identifier: Apache-2.0
package app;

import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.http.HttpClient;
import java.net.MalformedURLException;
import java.net.URL;
import org.springframework.ai.azure.openai.AzureOpenAiChatModel;
import org.springframework.ai.azure.openai.AzureOpenAiChatOptions;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.mistralai.MistralAiChatModel;
import org.springframework.ai.mistralai.MistralAiChatOptions;
import org.springframework.ai.mistralai.api.MistralAiApi;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;

/** Calls models of providers that Spring AI speaks to without a library that Clew traces. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    String root = args[0].replace("/v1", "");
    OllamaChatModel ollama =
        OllamaChatModel.builder()
            .ollamaApi(OllamaApi.builder().baseUrl(root).build())
            .defaultOptions(OllamaChatOptions.builder().model("llama3.2").build())
            .build();
    ask("ollama", ollama);
    ollama.stream(new Prompt("stream")).blockLast();
    ask(
        "mistral",
        MistralAiChatModel.builder()
            .mistralAiApi(MistralAiApi.builder().baseUrl(root).apiKey(args[1]).build())
            .defaultOptions(MistralAiChatOptions.builder().model("mistral-small-latest").build())
            .build());
    ask("azure", azure(root, args[1]));
    System.exit(3);
  }

  /** The SDK sends keys over HTTPS only, so it must not see that the server has none. */
  private static ChatModel azure(String root, String key) {
    HttpClient plain = HttpClient.createDefault();
    return AzureOpenAiChatModel.builder()
        .openAIClientBuilder(
            new OpenAIClientBuilder()
                .endpoint(root.replace("http:", "https:"))
                .credential(new AzureKeyCredential(key))
                .httpClient(request -> plain.send(request.setUrl(plain(request.getUrl())))))
        .defaultOptions(AzureOpenAiChatOptions.builder().deploymentName("gpt-4o").build())
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
    System.out.println(who + ": " + model.call(who));
  }
}
