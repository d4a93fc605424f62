// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import java.util.Arrays;
import java.util.List;

/**
 * The hook points of langchain4j-agentic. The mandatory ones exist in every supported version and
 * distinguish these from earlier ones.
 */
final class AgenticHookPoints {
  private static final String INTERNAL = "dev.langchain4j.agentic.internal.";
  private static final String HANDLER = INTERNAL + "PlannerBasedInvocationHandler";
  private static final String LOOP = HANDLER + "$PlannerLoop";
  private static final String EXECUTOR = INTERNAL + "AgentExecutor";

  private final String hooks;

  AgenticHookPoints(String hooks) {
    this.hooks = hooks;
  }

  List<HookPoint> list() {
    return List.of(
        point(INTERNAL + "AgentInvoker", "invoke", 3, "AgentInvokerHook"),
        in(HANDLER, "executeAgentMethod", 3).hook(hooks + "WorkflowHook"),
        HookPoint.inClass(LOOP).constructor().hook(hooks + "PlannerStartedHook"),
        in(LOOP, "loop", 0).hook(hooks + "PlannerLoopHook"),
        point(LOOP, "onSubagentInvoked", 1, "SubagentFinishedHook"),
        point(LOOP, "onAgentInvoked", 1, "SubagentFinishedHook"), // before 1.11
        // The private method of the same name has a third parameter.
        point(EXECUTOR, "execute", 2, "HandoffHook"),
        point(EXECUTOR, "syncExecute", 2, "HandoffHook"),
        HookPoint.inClass(EXECUTOR)
            .method("agentResponse")
            .optional()
            .hook(hooks + "AsyncAgentHook"),
        HookPoint.inClass(EXECUTOR)
            .method("handleAgentFailure")
            .optional()
            .hook(hooks + "AgentFailureHook"));
  }

  private HookPoint point(String className, String method, int parameters, String hook) {
    return in(className, method, parameters).optional().hook(hooks + hook);
  }

  /** Matches by number of parameters, because their types changed between the beta versions. */
  private static HookPoint.Builder in(String className, String method, int parameters) {
    String[] any = new String[parameters];
    Arrays.fill(any, HookPoint.ANY);
    return HookPoint.inClass(className).method(method, any);
  }
}
