// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Writes the letter to the customer, word by word as the model sends it. */
public final class Concierge {
  interface LetterWriter {
    @SystemMessage(
        "You are the concierge of a travel desk. Turn the answer and the tips into a short letter to"
            + " the customer. Change no figure.")
    @UserMessage("Customer: {{request}}\nAnswer: {{answer}}\nTips: {{tips}}")
    TokenStream write(
        @V("request") String request, @V("answer") String answer, @V("tips") String tips);
  }

  private final LetterWriter writer;
  private final PrintStream out;

  Concierge(StreamingChatModel model, PrintStream out) {
    this.writer = AiServices.create(LetterWriter.class, model);
    this.out = out;
  }

  /** Prints the letter as it arrives and returns it when it is complete. */
  @Agent(name = "concierge", description = "Writes to the customer", outputKey = "letter")
  public String write(
      @V("request") String request,
      @V("desk") Desk desk,
      @V("answer") String answer,
      @V("tips") String tips) {
    String agent = desk.name().toLowerCase(Locale.ROOT);
    out.printf("%nTriage hands over to the %s agent.%n", agent);
    print(agent, answer);
    print("tips", tips);
    out.printf("%nThe concierge writes:%n%n");
    CompletableFuture<String> letter = new CompletableFuture<>();
    writer
        .write(request, answer, tips)
        .onPartialResponse(
            words -> {
              out.print(words);
              out.flush();
            })
        .onCompleteResponse(response -> letter.complete(response.aiMessage().text()))
        .onError(letter::completeExceptionally)
        .start();
    return letter.join();
  }

  private void print(String agent, String lines) {
    lines.lines().forEach(line -> out.printf("  [%s] %s%n", agent, line));
  }
}
