// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.Tool;

/** The tools of the AI service. */
public final class FareTools {
  @Tool("Price of a flight")
  public String fare(String to) {
    return "189 EUR to " + to;
  }
}
