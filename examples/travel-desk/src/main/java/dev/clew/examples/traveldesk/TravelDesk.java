// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import com.openai.client.OpenAIClient;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.V;
import java.io.PrintStream;

/** The whole desk: triage, then flights or refunds, then tips, the letter and the customer file. */
public interface TravelDesk {
  /** Serves one customer and returns the note for the customer file. */
  @Agent(name = "travel-desk", description = "Serves a customer", outputKey = "note")
  String serve(@V("request") String request);

  /** Puts the desk together. What the customer sees is printed. */
  static TravelDesk open(ModelAccess access, OpenAIClient client, PrintStream out) {
    ChatModel model = access.chatModel();
    return AgenticServices.sequenceBuilder(TravelDesk.class)
        .beforeCall(scope -> scope.writeState("tips", ""))
        .subAgents(
            AgenticServices.agentBuilder(Triage.class).chatModel(model).build(),
            specialists(model),
            tips(model),
            new Concierge(access.streamingChatModel(), out),
            new CrmNotes(client, access.model()))
        .build();
  }

  /**
   * Puts a desk together at which all specialists are asked at once, and nobody does the triage.
   */
  static TravelDesk openInParallel(ModelAccess access, OpenAIClient client, PrintStream out) {
    return AgenticServices.sequenceBuilder(TravelDesk.class)
        .beforeCall(scope -> scope.writeState("desk", Desk.FLIGHTS))
        .subAgents(
            new Panel(access.chatModel()),
            new Concierge(access.streamingChatModel(), out),
            new CrmNotes(client, access.model()))
        .build();
  }

  private static UntypedAgent specialists(ChatModel model) {
    return AgenticServices.conditionalBuilder()
        .name("specialists")
        .subAgents(
            scope -> isFor(Desk.FLIGHTS, scope),
            AgenticServices.agentBuilder(FlightsAgent.class)
                .chatModel(model)
                .tools(new FlightTools())
                .build())
        .subAgents(
            scope -> isFor(Desk.REFUNDS, scope),
            AgenticServices.agentBuilder(RefundsAgent.class)
                .chatModel(model)
                .tools(new RefundTools())
                .build())
        .build();
  }

  /** Only who flies needs tips. */
  private static UntypedAgent tips(ChatModel model) {
    UntypedAgent both =
        AgenticServices.parallelBuilder()
            .name("tips")
            .subAgents(
                AgenticServices.agentBuilder(WeatherAgent.class).chatModel(model).build(),
                AgenticServices.agentBuilder(HotelsAgent.class).chatModel(model).build())
            .outputKey("tips")
            .output(
                scope ->
                    "weather: %s%nhotels: %s"
                        .formatted(scope.readState("weather"), scope.readState("hotels")))
            .build();
    return AgenticServices.conditionalBuilder()
        .name("travellers")
        .subAgents(scope -> isFor(Desk.FLIGHTS, scope), both)
        .build();
  }

  private static boolean isFor(Desk desk, AgenticScope scope) {
    return scope.readState("desk") == desk;
  }
}
