// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Services with guardrails. */
final class Guarded {
  private final ChatModel model;
  private final StreamingChatModel streaming;

  Guarded(ChatModel model, StreamingChatModel streaming) {
    this.model = model;
    this.streaming = streaming;
  }

  interface Assistant {
    @SystemMessage("You speak {{language}}.")
    String answer(@V("language") String language, @UserMessage String question);
  }

  interface Writer {
    TokenStream write(String question);
  }

  void addTo(Map<String, Callable<Object>> ways) {
    InputGuardrail noSecrets = new Checks.NoSecrets();
    ways.put("passes", () -> assistant(noSecrets).answer("English", "passes"));
    ways.put("blocked", () -> assistant(noSecrets).answer("English", "blocked: a secret"));
    ways.put("reprompted", () -> assistant(noSecrets).answer("English", "reprompted"));
    ways.put("wordy", () -> assistant(noSecrets).answer("English", "wordy"));
    ways.put("broken", () -> assistant(Checks.broken()).answer("English", "broken"));
    ways.put("judged", () -> assistant(Checks.judging(model)).answer("English", "judged"));
    ways.put("guarded-stream", this::stream);
  }

  private Assistant assistant(InputGuardrail check) {
    return AiServices.builder(Assistant.class)
        .chatModel(model)
        .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
        .inputGuardrails(check)
        .outputGuardrails(new Checks.Polite())
        .build();
  }

  private String stream() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    AiServices.builder(Writer.class)
        .streamingChatModel(streaming)
        .outputGuardrails(new Checks.Polite())
        .build()
        .write("guarded-stream")
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> answer.complete(response.aiMessage().text()))
        .onError(answer::completeExceptionally)
        .start();
    return answer.join();
  }
}
