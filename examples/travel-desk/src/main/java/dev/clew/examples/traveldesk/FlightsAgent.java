// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Finds flights, fares and seats. */
public interface FlightsAgent {
  @SystemMessage(
      "You sell flights. Look fares up with findFares, and the free seats of the two cheapest"
          + " flights with seatMap. When a tool fails, say what you could not find out. Answer in"
          + " two or three plain sentences.")
  @UserMessage("Customer: {{request}}")
  @Agent(name = "flights", description = "Finds flights and seats", outputKey = "answer")
  String answer(@V("request") String request);
}
