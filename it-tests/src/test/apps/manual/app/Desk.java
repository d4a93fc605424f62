// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;
import java.util.ArrayList;
import java.util.List;

/** The agent that talks to the customer. */
final class Desk {
  private static final int MAX_TURNS = 8;

  private final Model model;
  private final List<Tool> tools;
  private final Router router;

  Desk(Model model, List<Tool> tools, Router router) {
    this.model = model;
    this.tools = tools;
    this.router = router;
  }

  String answer(String request) {
    try (ClewSpan span =
        Clew.agent("desk")
            .input(request)
            .groupId("customer-7")
            .metadata("channel", "chat")
            .start()) {
      tools.forEach(tool -> span.availableTool(tool.name()));
      span.availableHandoff("billing");
      String answer = loop(request);
      span.output(answer);
      return answer;
    }
  }

  private String loop(String request) {
    List<String> conversation = new ArrayList<>(List.of(request));
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      Model.Decision decision = model.decide(conversation);
      if (decision.kind().equals("agent")) {
        return router.route("desk", decision.name(), decision.argument());
      }
      conversation.add("tool: " + tool(decision.name()).run(decision.argument()));
    }
    throw new IllegalStateException("the model never comes to an end");
  }

  private Tool tool(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst().orElseThrow();
  }
}
