// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Reads a request and decides who answers it. */
public interface Triage {
  @SystemMessage(
      "You do the triage of a travel desk. Requests for cancellations and money go to REFUNDS, all"
          + " others to FLIGHTS.")
  @UserMessage("Customer: {{request}}")
  @Agent(name = "triage", description = "Decides who answers a request", outputKey = "desk")
  Desk route(@V("request") String request);
}
