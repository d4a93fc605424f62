// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.langchain4j.agentic.planner.AgentInstance;
import org.jspecify.annotations.Nullable;

/**
 * How a workflow chooses its next agent.
 *
 * <p>Told by the planner's class: the topology of a planner is a sequence unless it says otherwise,
 * and the supervisor does not.
 */
enum Planning {
  CHAIN(true, "workflow"),
  BRANCH(false, "workflow"),
  MODEL(false, "model"),
  UNKNOWN(false, null);

  private final boolean chain;
  private final @Nullable String decidedBy;

  Planning(boolean chain, @Nullable String decidedBy) {
    this.chain = chain;
    this.decidedBy = decidedBy;
  }

  static Planning of(@Nullable AgentInstance workflow) {
    Class<?> planner = workflow == null ? null : workflow.plannerType();
    if (planner == null) {
      return UNKNOWN;
    }
    return switch (planner.getSimpleName()) {
      case "SequentialPlanner", "LoopPlanner" -> CHAIN;
      case "ParallelPlanner", "ParallelMapperPlanner", "ConditionalPlanner" -> BRANCH;
      case "SupervisorPlanner" -> MODEL;
      default -> UNKNOWN;
    };
  }

  /** Returns whether each agent is handed control by the one that has finished before it. */
  boolean isChain() {
    return chain;
  }

  /** Returns the wire value of {@code decided_by}, or null if unknown. */
  @Nullable String decidedBy() {
    return decidedBy;
  }
}
