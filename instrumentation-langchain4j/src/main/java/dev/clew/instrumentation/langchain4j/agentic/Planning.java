// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

/**
 * How a workflow chooses its next agent.
 *
 * <p>Told by the planner's class: the topology of a planner is a sequence unless it says otherwise,
 * and the supervisor does not.
 */
enum Planning {
  SEQUENCE,
  LOOP,
  BRANCH,
  /** The supervisor and the application's own: whether they ask a model is seen when they do. */
  OTHER;

  /** The wire value of {@code decided_by} where the program decides. */
  static final String WORKFLOW = "workflow";

  static Planning of(Class<?> planner) {
    return switch (planner.getSimpleName()) {
      case "SequentialPlanner" -> SEQUENCE;
      case "LoopPlanner" -> LOOP;
      case "ParallelPlanner", "ParallelMapperPlanner", "ConditionalPlanner" -> BRANCH;
      default -> OTHER;
    };
  }

  /** Returns what to call a planner, which may be a lambda or an anonymous class. */
  static String name(Class<?> planner) {
    if (planner.isHidden()) {
      return "lambda";
    }
    String name = planner.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Returns whether each agent is handed control by the one that has finished before it. */
  boolean isChain() {
    return this == SEQUENCE || this == LOOP;
  }
}
