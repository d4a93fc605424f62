// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

/** Where the model is and which one it is. */
record ModelAccess(String baseUrl, String apiKey, String model) {
  ChatModel chatModel() {
    return OpenAiChatModel.builder().baseUrl(baseUrl).apiKey(apiKey).modelName(model).build();
  }

  StreamingChatModel streamingChatModel() {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(apiKey)
        .modelName(model)
        .build();
  }

  OpenAIClient client() {
    return OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey(apiKey).build();
  }

  /** The key is a secret. */
  @Override
  public String toString() {
    return model + " at " + baseUrl;
  }
}
