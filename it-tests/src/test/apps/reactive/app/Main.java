// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A streaming service whose tool calls other services in reactive chains driven by unrelated
 * threads.
 */
public final class Main {
  private Main() {}

  interface Desk {
    Flux<String> answer(String question);
  }

  interface Expert {
    String ask(String question);
  }

  public static void main(String[] args) {
    EventLoop loop = new EventLoop();
    ChatModel echo = new EchoModel();
    Expert expert = AiServices.create(Expert.class, echo);
    Desk desk =
        AiServices.builder(Desk.class)
            .streamingChatModel(new LoopModel(loop))
            .tools(new Tools(expert, new EventLoop()))
            .build();
    System.out.println(
        Flux.defer(() -> desk.answer("please consult"))
            .subscribeOn(Schedulers.boundedElastic())
            .collectList()
            .block());
    System.exit(0);
  }
}
