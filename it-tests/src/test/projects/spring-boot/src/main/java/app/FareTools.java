// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agent.tool.Tool;
import org.springframework.stereotype.Component;

@Component
class FareTools {
  @Tool("Price of a flight")
  String fare(String to) {
    return "189 EUR to " + to;
  }

  @Tool("Free seats")
  String seats(String flight) {
    throw new IllegalStateException("no seat map of " + flight);
  }
}
