// SPDX-License-Identifier: Apache-2.0
package app;

import org.springframework.ai.tool.annotation.Tool;

/** Tools as a Spring AI application writes them. */
public class FareTools {
  @Tool(name = "fare", description = "The fare to a city")
  public String fare(String to) {
    if (to.equals("Atlantis")) {
      throw new IllegalStateException("no ferry to " + to);
    }
    return "90 euros to " + to;
  }
}
