// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.google.genai.GoogleGenAiChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * A provider whose Spring AI model uses an SDK that Clew traces as well.
 *
 * @param name as in {@code GenerationData.provider}
 * @param model creates the model, given the address of the provider's server
 */
record Provider(String name, Function<String, ChatModel> model) {
  /** Returns those that the tested version of Spring AI has; before 2.0 only Google's. */
  static Stream<Provider> all() {
    return Stream.of(
            new Provider("openai", Provider::openAi),
            new Provider("anthropic", Provider::anthropic),
            new Provider("gcp.gemini", Provider::googleGenAi))
        .filter(provider -> provider.name().equals("gcp.gemini") || usesSdks());
  }

  private static boolean usesSdks() {
    try {
      return AnthropicChatModel.class.getName().length() > 0;
    } catch (NoClassDefFoundError before2) {
      return false;
    }
  }

  private static ChatModel openAi(String url) {
    OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
    options.baseUrl(url + "/v1").apiKey("key").maxRetries(0);
    options.model("gpt-4o");
    return OpenAiChatModel.builder().options(options.build()).build();
  }

  private static ChatModel anthropic(String url) {
    AnthropicChatOptions.Builder options = AnthropicChatOptions.builder();
    options.baseUrl(url).apiKey("key").maxRetries(0);
    options.model("claude-sonnet-4-5");
    return AnthropicChatModel.builder().options(options.build()).build();
  }

  private static ChatModel googleGenAi(String url) {
    Client client =
        Client.builder()
            .apiKey("key")
            .httpOptions(HttpOptions.builder().baseUrl(url).build())
            .build();
    return GoogleGenAiChatModel.builder().genAiClient(client).build();
  }

  @Override
  public String toString() {
    return name;
  }
}
