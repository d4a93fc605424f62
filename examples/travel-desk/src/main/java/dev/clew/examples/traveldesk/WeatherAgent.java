// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Says what weather to pack for. */
public interface WeatherAgent {
  @SystemMessage("Say in one sentence what weather to expect at the destination.")
  @UserMessage("Customer: {{request}}")
  @Agent(name = "weather", description = "Says what weather to expect", outputKey = "weather")
  String advise(@V("request") String request);
}
