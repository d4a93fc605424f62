// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import java.util.stream.Stream;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.anthropic.api.AnthropicApi;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.mistralai.MistralAiChatModel;
import org.springframework.ai.mistralai.api.MistralAiApi;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** A provider that Spring AI calls with Spring's HTTP clients. */
enum Provider {
  OPENAI {
    @Override
    ChatModel model(String url, Http http) {
      return OpenAiChatModel.builder()
          .openAiApi(
              OpenAiApi.builder()
                  .baseUrl(url)
                  .apiKey(KEY)
                  .restClientBuilder(http.blocking())
                  .webClientBuilder(http.reactive())
                  .build())
          .defaultOptions(OpenAiChatOptions.builder().model("gpt-4o").build())
          .retryTemplate(http.retry())
          .build();
    }
  },
  ANTHROPIC {
    @Override
    ChatModel model(String url, Http http) {
      return AnthropicChatModel.builder()
          .anthropicApi(
              AnthropicApi.builder()
                  .baseUrl(url)
                  .apiKey(KEY)
                  .restClientBuilder(http.blocking())
                  .webClientBuilder(http.reactive())
                  .build())
          .defaultOptions(
              AnthropicChatOptions.builder().model("claude-sonnet-4-5").maxTokens(99).build())
          .retryTemplate(http.retry())
          .build();
    }
  },
  MISTRAL {
    @Override
    ChatModel model(String url, Http http) {
      return MistralAiChatModel.builder()
          .mistralAiApi(
              new MistralAiApi(
                  url,
                  KEY,
                  http.blocking(),
                  http.reactive(),
                  RetryUtils.DEFAULT_RESPONSE_ERROR_HANDLER))
          .retryTemplate(http.retry())
          .build();
    }
  },
  OLLAMA {
    @Override
    ChatModel model(String url, Http http) {
      return OllamaChatModel.builder()
          .ollamaApi(
              OllamaApi.builder()
                  .baseUrl(url)
                  .restClientBuilder(http.blocking())
                  .webClientBuilder(http.reactive())
                  .build())
          .build();
    }
  };

  static final String KEY = "sk-very-secret";

  /** What an application gives the models. */
  record Http(RestClient.Builder blocking, WebClient.Builder reactive, RetryTemplate retry) {
    static Http plain() {
      return new Http(RestClient.builder(), WebClient.builder(), RetryUtils.SHORT_RETRY_TEMPLATE);
    }

    Http waiting(long millis) {
      return new Http(
          blocking, reactive, RetryTemplate.builder().maxAttempts(3).fixedBackoff(millis).build());
    }
  }

  abstract ChatModel model(String url, Http http);

  /** Ollama's models do not retry in all versions. */
  static Stream<Provider> retrying() {
    return Stream.of(OPENAI, ANTHROPIC, MISTRAL);
  }
}
