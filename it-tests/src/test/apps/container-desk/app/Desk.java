// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;

/** Asks a model with openai-java and with LangChain4j, whichever class loader they have. */
public final class Desk {
  private final OpenAIClient client;
  private final Assistant assistant;

  /** A desk that asks the model at {@code url}. */
  public Desk(String url, String key) {
    client = OpenAIOkHttpClient.builder().baseUrl(url).apiKey(key).maxRetries(0).build();
    assistant =
        AiServices.builder(Assistant.class)
            .chatModel(
                OpenAiChatModel.builder()
                    .httpClientBuilder(new JdkHttpClientBuilder()) // no container has it as service
                    .baseUrl(url)
                    .apiKey(key)
                    .modelName("gpt-4o")
                    .maxRetries(0)
                    .build())
            .tools(new FareTools())
            .build();
  }

  /** Returns a line per answer. */
  public String serve(String customer) {
    StringBuilder said = new StringBuilder();
    client
        .chat()
        .completions()
        .create(ask("plain for " + customer))
        .choices()
        .forEach(choice -> said.append(choice.message().content().orElse("")).append('\n'));
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask("streamed for " + customer))) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> said.append(choice.delta().content().orElse("")));
    }
    return said.append('\n').append(assistant.answer("tools for " + customer)).toString();
  }

  private static ChatCompletionCreateParams ask(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }
}
