// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialStreamingChatModel;
import java.util.concurrent.CompletableFuture;

/** LangChain4j on top of OpenAI's SDK: two traced libraries, one call. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    OpenAiOfficialChatModel model =
        OpenAiOfficialChatModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("gpt-4o")
            .maxRetries(0)
            .build();
    System.out.println(model.chat("whole"));
    try {
      System.out.println(model.chat("failing"));
    } catch (RuntimeException e) {
      System.out.println(e);
    }
    System.out.println(stream(args[0], args[1]).join());
    System.exit(0);
  }

  private static CompletableFuture<String> stream(String baseUrl, String apiKey) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    OpenAiOfficialStreamingChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(apiKey)
        .modelName("gpt-4o")
        .build()
        .chat(
            "streamed",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String part) {
                System.out.print(part + "|");
              }

              @Override
              public void onCompleteResponse(ChatResponse response) {
                answer.complete(response.aiMessage().text());
              }

              @Override
              public void onError(Throwable error) {
                answer.completeExceptionally(error);
              }
            });
    return answer;
  }
}
