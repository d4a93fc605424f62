// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.it.harness.ScriptedModel;

/** The model's answers, for all frameworks. */
final class DeskModel {
  private DeskModel() {}

  static ScriptedModel script() {
    return new ScriptedModel()
        .on(
            "tools",
            Reply.toolCalls(
                new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"),
                new ToolCall("call_2", "seats", "{\"flight\":\"OS353\"}")),
            Reply.text("189 EUR, seats unknown"))
        .on("fails", Reply.error(400, "The request is wrong"))
        .on("remembers", Reply.text("I remember"))
        .on("streams", Reply.text("in three pieces"))
        .on("tells", Reply.text("piece by piece"))
        .on("greets", Reply.text("hello"));
  }
}
