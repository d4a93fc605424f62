// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.kit.call.HookPoints;
import java.util.Arrays;

/**
 * The hook points of langchain4j-agentic. The mandatory ones exist in every supported version and
 * distinguish these from earlier ones.
 */
final class AgenticHookPoints {
  private static final String INTERNAL = "dev.langchain4j.agentic.internal.";
  private static final String HANDLER = INTERNAL + "PlannerBasedInvocationHandler";
  private static final String LOOP = HANDLER + "$PlannerLoop";
  private static final String EXECUTOR = INTERNAL + "AgentExecutor";
  private static final String PLANNER = "agentic.PlannerLoopHook";

  private AgenticHookPoints() {}

  static void addTo(HookPoints points) {
    points.optional(in(INTERNAL + "AgentInvoker", "invoke", 3), "agentic.AgentInvokerHook");
    points.add(in(HANDLER, "executeAgentMethod", 3), "agentic.WorkflowHook");
    points.add(HookPoint.inClass(LOOP).constructor().label("created"), PLANNER);
    points.add(in(LOOP, "loop", 0), PLANNER);
    points.optional(in(LOOP, "onSubagentInvoked", 1).label("finished"), PLANNER);
    points.optional(in(LOOP, "onAgentInvoked", 1).label("finished"), PLANNER); // before 1.11
    // The private method of the same name has a third parameter.
    points.optional(in(EXECUTOR, "execute", 2), "agentic.HandoffHook");
    points.optional(in(EXECUTOR, "syncExecute", 2), "agentic.HandoffHook");
    for (String method : new String[] {"agentResponse", "handleAgentFailure"}) {
      points.optional(
          HookPoint.inClass(EXECUTOR).method(method).label(method), "agentic.AsyncAgentHook");
    }
  }

  /** Matches by number of parameters, because their types changed between the beta versions. */
  private static HookPoint.Builder in(String className, String method, int parameters) {
    String[] any = new String[parameters];
    Arrays.fill(any, HookPoint.ANY);
    return HookPoint.inClass(className).method(method, any);
  }
}
