// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.service.V;
import java.util.Map;

/** A sequence of a remote agent and a local one. */
public final class Main {
  private Main() {}

  /** An agent without a model. */
  public static final class Printer {
    @Agent(name = "printer", outputKey = "page")
    public String print(@V("story") String story) {
      return "printed " + story;
    }
  }

  public static void main(String[] args) {
    UntypedAgent teller =
        AgenticServices.a2aBuilder(args[0]).inputKeys("topic").outputKey("story").build();
    UntypedAgent book =
        AgenticServices.sequenceBuilder()
            .name("book")
            .subAgents(teller, new Printer())
            .outputKey("page")
            .build();
    System.out.println(book.invoke(Map.of("topic", "dragons")));
    System.exit(0);
  }
}
