// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;

/** Reads streamed answers. */
final class Streams {
  private Streams() {}

  static String read(StreamingChatModel model, String question) {
    StringBuilder parts = new StringBuilder();
    CompletableFuture<String> answer = new CompletableFuture<>();
    model.chat(
        question,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String part) {
            parts.append(part).append('|');
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            answer.complete(response.aiMessage().text());
          }

          @Override
          public void onError(Throwable error) {
            answer.complete("failed with " + error);
          }
        });
    return parts + " " + answer.join();
  }
}
