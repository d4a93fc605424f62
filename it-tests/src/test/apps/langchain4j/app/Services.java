// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** AI services with tools. */
final class Services {
  private final ChatModel model;
  private final StreamingChatModel streaming;

  Services(ChatModel model, StreamingChatModel streaming) {
    this.model = model;
    this.streaming = streaming;
  }

  interface Assistant {
    @SystemMessage("You answer questions about travel.")
    String answer(@MemoryId String customer, @UserMessage String question);
  }

  interface Translator {
    String translate(String text);
  }

  interface Writer {
    TokenStream write(String question);
  }

  /** The model's tools. */
  static final class Fares {
    private final CountDownLatch both;

    Fares(int atOnce) {
      this.both = new CountDownLatch(atOnce);
    }

    @Tool("Looks a fare up")
    String fare(@P("city") String to) throws InterruptedException {
      both.countDown();
      // Blocks unless the other call runs concurrently.
      return both.await(10, TimeUnit.SECONDS) ? "189 EUR to " + to : "alone";
    }

    @Tool("Looks free seats up")
    String seats(@P("flight") String flight) {
      throw new IllegalStateException("no seat map of " + flight);
    }
  }

  /** A tool that is not a method. */
  static final class SeatMap implements ToolExecutor {
    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
      return "seats 12A and 12B";
    }

    static Map<ToolSpecification, ToolExecutor> asTool() {
      return Map.of(
          ToolSpecification.builder().name("seatMap").description("Shows free seats").build(),
          new SeatMap());
    }
  }

  /** A tool that calls a model itself. */
  static final class Language {
    private final Translator translator;

    Language(Translator translator) {
      this.translator = translator;
    }

    @Tool("Translates")
    String translate(@P("text") String text) {
      return translator.translate("inner " + text);
    }
  }

  String withTools(String question) {
    return AiServices.builder(Assistant.class)
        .chatModel(model)
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
        .tools(new Fares(1))
        .build()
        .answer("customer-7", question);
  }

  String withConcurrentTools(String question) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      AiServices<Assistant> builder =
          AiServices.builder(Assistant.class)
              .chatModel(model)
              .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
              .tools(new Fares(Concurrency.AT_ONCE));
      Concurrency.on(builder, threads);
      return builder.build().answer("customer-8", question);
    } finally {
      threads.shutdown();
    }
  }

  String nested(String question) {
    Translator translator = AiServices.create(Translator.class, model);
    return AiServices.builder(Assistant.class)
        .chatModel(model)
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
        .tools(new Language(translator))
        .build()
        .answer("customer-9", question);
  }

  String ownExecutor(String question) {
    return AiServices.builder(Assistant.class)
        .chatModel(model)
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
        .tools(SeatMap.asTool())
        .build()
        .answer("customer-6", question);
  }

  String tokenStream(String question) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    StringBuilder parts = new StringBuilder();
    AiServices.builder(Writer.class)
        .streamingChatModel(streaming)
        .tools(new Fares(1))
        .tools(SeatMap.asTool())
        .build()
        .write(question)
        .onPartialResponse(part -> parts.append(part).append('|'))
        .onCompleteResponse(response -> answer.complete(response.aiMessage().text()))
        .onError(answer::completeExceptionally)
        .start();
    return answer.join() + " " + parts;
  }
}
