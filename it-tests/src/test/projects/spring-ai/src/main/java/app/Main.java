// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.SafeGuardAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Calls a model directly and through a chat client, and prints what came back. */
@SpringBootApplication
public class Main implements CommandLineRunner {
  private final ChatModel model;
  private final ChatClient client;

  Main(ChatModel model, ChatClient.Builder builder) {
    this.model = model;
    this.client =
        builder
            .defaultSystem("Answer briefly.")
            .defaultAdvisors(
                SafeGuardAdvisor.builder()
                    .sensitiveWords(List.of("forbidden"))
                    .failureResponse("I would rather not.")
                    .build())
            .build();
  }

  public static void main(String[] args) {
    System.exit(SpringApplication.exit(SpringApplication.run(Main.class, args), () -> 3));
  }

  @Override
  public void run(String... args) {
    say("model", () -> model.call("plain"));
    say("tools", () -> ask("tools").tools(new FareTools()).call().content());
    say("streams", () -> String.join("|", parts("streams")));
    say("tools while streaming", () -> String.join("|", parts("several")));
    say("refused", () -> ask("forbidden").call().content());
    say("fails", () -> ask("fails").call().content());
  }

  private ChatClient.ChatClientRequestSpec ask(String phrase) {
    return client
        .prompt(phrase)
        .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "desk-" + phrase));
  }

  private List<String> parts(String phrase) {
    return ask(phrase).tools(new FareTools()).stream().content().collectList().block();
  }

  private static void say(String what, Callable<?> way) {
    Object outcome;
    try {
      outcome = way.call();
    } catch (Exception e) {
      outcome = e.getClass().getName();
    }
    System.out.println(what + ": " + outcome);
  }
}
