// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.Tool;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class FareTools {
  @Tool("Price of a flight")
  public String fare(String to) {
    return "189 EUR to " + to;
  }

  @Tool("Free seats")
  public String seats(String flight) {
    throw new IllegalStateException("no seat map of " + flight);
  }
}
