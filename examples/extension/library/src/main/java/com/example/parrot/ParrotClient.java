// SPDX-License-Identifier: Apache-2.0
package com.example.parrot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Talks to a parrot: a language model that answers by repeating what it was asked.
 *
 * <p>A word that is the name of a tool makes the parrot call that tool with the word after it.
 */
public final class ParrotClient {
  private final String model;
  private final Map<String, ParrotTool> tools = new LinkedHashMap<>();

  public ParrotClient(String model, List<? extends ParrotTool> tools) {
    this.model = model;
    tools.forEach(tool -> this.tools.put(tool.name(), tool));
  }

  /** Returns the name of the model that answers. */
  public String model() {
    return model;
  }

  /**
   * Asks the parrot, which runs the tools it needs before it answers.
   *
   * @throws ParrotException if there is nothing to repeat
   */
  public Answer ask(Question question) {
    if (question.text().isBlank()) {
      throw new ParrotException("the parrot heard nothing");
    }
    List<String> heard = List.of(question.text().strip().split("\\s+"));
    List<String> spoken = new ArrayList<>(heard);
    for (int i = 0; i + 1 < heard.size(); i++) {
      ParrotTool tool = tools.get(heard.get(i).toLowerCase(Locale.ROOT));
      if (tool != null) {
        String argument = heard.get(i + 1).replaceAll("\\W+$", "");
        spoken.add("Squawk!");
        spoken.add(run(tool, new ToolCall("call-" + (i + 1), tool.name(), argument)));
      }
    }
    String text = String.join(" ", spoken);
    return new Answer(model, text, heard.size(), text.split("\\s+").length);
  }

  /** A parrot whose tool fails makes do without it. */
  private static String run(ParrotTool tool, ToolCall call) {
    try {
      return tool.call(call);
    } catch (RuntimeException failed) {
      return "No " + call.tool() + ".";
    }
  }
}
