// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.V;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * All specialists at once, by the JDK's own means and not by LangChain4j's: futures on virtual
 * threads, or on a pool where the JDK has none.
 */
public final class Panel {
  private final FlightsAgent flights;
  private final RefundsAgent refunds;
  private final WeatherAgent weather;
  private final HotelsAgent hotels;

  Panel(ChatModel model) {
    flights =
        AgenticServices.agentBuilder(FlightsAgent.class)
            .chatModel(model)
            .tools(new FlightTools())
            .build();
    refunds =
        AgenticServices.agentBuilder(RefundsAgent.class)
            .chatModel(model)
            .tools(new RefundTools())
            .build();
    weather = AgenticServices.agentBuilder(WeatherAgent.class).chatModel(model).build();
    hotels = AgenticServices.agentBuilder(HotelsAgent.class).chatModel(model).build();
  }

  /** Returns what flights and refunds answer; the tips are left in the scope. */
  @Agent(name = "panel", description = "Asks all specialists at once", outputKey = "answer")
  public String ask(@V("request") String request, AgenticScope scope) {
    ExecutorService threads = threads();
    try {
      CompletableFuture<String> tips =
          on(threads, () -> weather.advise(request))
              .thenCombine(
                  on(threads, () -> hotels.advise(request)),
                  (sky, stay) -> "weather: %s%nhotels: %s".formatted(sky, stay));
      CompletableFuture<String> answer =
          on(threads, () -> flights.answer(request))
              .thenCombineAsync(
                  on(threads, () -> refunds.answer(request)),
                  (flight, refund) -> flight + System.lineSeparator() + refund,
                  threads);
      scope.writeState("tips", tips.join());
      return answer.join();
    } finally {
      threads.shutdown();
    }
  }

  private static CompletableFuture<String> on(ExecutorService threads, Supplier<String> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }

  /** Virtual threads by reflection, because this is compiled for Java 17. */
  private static ExecutorService threads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException before21) {
      return Executors.newFixedThreadPool(4);
    }
  }
}
