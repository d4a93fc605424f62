// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import java.util.List;

/**
 * What a model answered, as far as it is known.
 *
 * @param model empty if the answer does not name it
 * @param text all of its text
 * @param tools the tools it asked for, in order
 * @param inputTokens -1 if unknown
 * @param outputTokens -1 if unknown
 */
public record Answer(
    String model, String text, List<ToolUse> tools, long inputTokens, long outputTokens) {
  /** Returns whether the answer says how many tokens it took. */
  public boolean hasTokens() {
    return inputTokens >= 0 || outputTokens >= 0;
  }
}
