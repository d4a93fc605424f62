// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Says where to stay. */
public interface HotelsAgent {
  @SystemMessage("Say in one sentence in which part of the destination to look for hotels.")
  @UserMessage("Customer: {{request}}")
  @Agent(name = "hotels", description = "Says where to stay", outputKey = "hotels")
  String advise(@V("request") String request);
}
