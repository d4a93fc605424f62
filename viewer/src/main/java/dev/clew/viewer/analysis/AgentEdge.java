// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import java.util.Optional;

/**
 * A way from one agent to another.
 *
 * @param handoff true if the first handed over to the second, false if it called it and went on
 */
public record AgentEdge(String from, String to, boolean handoff) {

  private static final String HANDOFF = " → ";
  private static final String CALL = " ⇢ ";
  private static final int MAX_NAME = 140;

  public static AgentEdge handoff(String from, String to) {
    return new AgentEdge(cut(from), cut(to), true);
  }

  public static AgentEdge call(String from, String to) {
    return new AgentEdge(cut(from), cut(to), false);
  }

  private static String cut(String name) {
    return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
  }

  /** As a value of the field {@code edge}. */
  public String value() {
    return from + (handoff ? HANDOFF : CALL) + to;
  }

  public static Optional<AgentEdge> of(String value) {
    for (String arrow : new String[] {HANDOFF, CALL}) {
      int at = value.indexOf(arrow);
      if (at >= 0) {
        return Optional.of(
            new AgentEdge(
                value.substring(0, at),
                value.substring(at + arrow.length()),
                arrow.equals(HANDOFF)));
      }
    }
    return Optional.empty();
  }
}
