// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An agent that asks the model what to do until it has the answer. */
final class Specialist {
  private static final int MAX_STEPS = 5;

  private final String name;
  private final Model model;
  private final List<Tool> tools;

  Specialist(String name, Model model, List<Tool> tools) {
    this.name = name;
    this.model = model;
    this.tools = tools;
  }

  String getName() {
    return name;
  }

  String answer(String question) {
    List<Map<String, String>> messages = new ArrayList<>();
    messages.add(Map.of("role", "system", "content", "You are in " + name + "."));
    messages.add(Map.of("role", "user", "content", question));
    for (int step = 0; step < MAX_STEPS; step++) {
      String text = model.complete(messages).text();
      messages.add(Map.of("role", "assistant", "content", text));
      if (!text.startsWith("CALL ")) {
        return text;
      }
      messages.add(Map.of("role", "system", "content", "RESULT " + call(text.split(" ", 3))));
    }
    return "no answer";
  }

  /** Calls {@code CALL tool argument}. */
  private String call(String[] words) {
    for (Tool tool : tools) {
      if (tool.name().equals(words[1])) {
        try {
          return tool.run(words[2]);
        } catch (IllegalArgumentException refused) {
          return "error: " + refused.getMessage();
        }
      }
    }
    return "no such tool";
  }
}
