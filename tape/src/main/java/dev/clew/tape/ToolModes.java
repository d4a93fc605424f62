// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which tools run on a replay: {@code recorded}, {@code live} or {@code check}, in general and for
 * tools by name, such as {@code recorded,search*=live}. The first rule that names the tool counts.
 */
public final class ToolModes {
  /** Where the result of a tool comes from. */
  public enum Mode {
    /** From the tape; the tool does not run. */
    RECORDED,
    /** The tool runs, and its result is used. */
    LIVE,
    /** The tool runs, its result is compared, and the recorded one is used. */
    CHECK
  }

  private record Rule(String name, Mode mode) {
    boolean concerns(String tool) {
      return name.endsWith("*")
          ? tool.startsWith(name.substring(0, name.length() - 1))
          : tool.equals(name);
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private Mode general = Mode.RECORDED;

  private ToolModes() {}

  /**
   * Parses rules.
   *
   * @throws IllegalArgumentException if one is not of the form {@code mode} or {@code tool=mode}
   */
  public static ToolModes of(List<String> texts) {
    ToolModes modes = new ToolModes();
    for (String text : texts) {
      int equals = text.lastIndexOf('=');
      Mode mode = mode(text.substring(equals + 1).trim());
      if (equals < 0) {
        modes.general = mode;
      } else {
        modes.rules.add(new Rule(text.substring(0, equals).trim(), mode));
      }
    }
    return modes;
  }

  private static Mode mode(String text) {
    for (Mode mode : Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "contains '" + text + "' instead of recorded, live or check");
  }

  /** Returns where the result of {@code tool} comes from. */
  public Mode of(String tool) {
    for (Rule rule : rules) {
      if (rule.concerns(tool)) {
        return rule.mode();
      }
    }
    return general;
  }
}
