// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;
import java.util.List;

/** Stands for a model: what it decides depends on how much has been said. */
final class Model {
  /** What the model wants: a tool with its argument, or another agent, or an answer. */
  record Decision(String kind, String name, String argument) {}

  Decision decide(List<String> conversation) {
    try (ClewSpan span = Clew.generation("model").model("acme", "desk-1").start()) {
      for (String message : conversation) {
        span.message(message.startsWith("tool: ") ? "tool" : "user", message);
      }
      Decision decision = decision(conversation.size());
      if (decision.kind().equals("tool")) {
        span.toolCall("call_" + conversation.size(), decision.name(), decision.argument());
      } else {
        span.output(decision.argument());
      }
      span.usage(10L * conversation.size(), 7);
      return decision;
    }
  }

  private static Decision decision(int messages) {
    return switch (messages) {
      case 1 -> new Decision("tool", "lookup", "AB12");
      case 2 -> new Decision("tool", "price", "Friday");
      case 3 -> new Decision("tool", "book", "AB12 Friday");
      default -> new Decision("agent", "billing", "bill 120 for AB12");
    };
  }
}
