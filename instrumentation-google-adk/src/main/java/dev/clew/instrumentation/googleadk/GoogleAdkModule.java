// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.ArrayList;
import java.util.List;

/** The hook points in Google's Agent Development Kit. */
public final class GoogleAdkModule implements InstrumentationModule {
  static final String BEFORE_MODEL = "before_model";
  static final String BEFORE_TOOL = "before_tool";
  static final String AROUND_AGENT = "around_agent";

  private static final String ROOT = "com.google.adk.";
  private static final String AGENT = ROOT + "agents.BaseAgent";
  private static final String INVOCATION = ROOT + "agents.InvocationContext";
  private static final String MODEL_REQUEST = ROOT + "models.LlmRequest";
  private static final String TOOL_CONTEXT = ROOT + "tools.ToolContext";
  private static final String FLOWS = ROOT + "flows.llmflows.";
  private static final String HOOKS = "dev.clew.instrumentation.googleadk.";

  @Override
  public String name() {
    return "google-adk";
  }

  @Override
  public Library library() {
    return new Library("google-adk", "0.3.0 to 1.8.0", List.of(AGENT, MODEL_REQUEST));
  }

  @Override
  public List<HookPoint> hookPoints() {
    List<HookPoint> points = new ArrayList<>();
    for (String run : List.of("runAsync", "runLive")) {
      points.add(HookPoint.inClass(AGENT).method(run, INVOCATION).hook(HOOKS + "AgentHook"));
    }
    points.add(
        HookPoint.inImplementations(ROOT + "models.BaseLlm", MODEL_REQUEST)
            .method("generateContent", MODEL_REQUEST, "boolean")
            .hook(HOOKS + "ModelHook"));
    points.add(
        HookPoint.inImplementations(ROOT + "models.BaseLlm", MODEL_REQUEST)
            .method("connect", MODEL_REQUEST)
            .hook(HOOKS + "ConnectHook"));
    points.add(
        HookPoint.inImplementations(ROOT + "tools.BaseTool", TOOL_CONTEXT)
            .method("runAsync", "java.util.Map", TOOL_CONTEXT)
            .hook(HOOKS + "ToolHook"));
    points.add(
        HookPoint.inClass(ROOT + "tools.FunctionTool")
            .method("call", "java.util.Map", TOOL_CONTEXT)
            .optional()
            .hook(HOOKS + "FunctionCallHook"));
    points.add(
        HookPoint.inClass(FLOWS + "AgentTransfer")
            .method("transferToAgent", "java.lang.String", TOOL_CONTEXT)
            .hook(HOOKS + "TransferHook"));
    callbacks(points);
    steps(points);
    return List.copyOf(points);
  }

  /** The library's own methods around callbacks, because applications pass lambdas. */
  private static void callbacks(List<HookPoint> points) {
    String hook = HOOKS + "CallbackHook";
    points.add(
        HookPoint.inClass(AGENT)
            .method("callCallback", "java.util.List", INVOCATION)
            .label(AROUND_AGENT)
            .optional()
            .hook(hook));
    points.add(
        HookPoint.inClass(FLOWS + "BaseLlmFlow")
            .method("handleBeforeModelCallback")
            .label(BEFORE_MODEL)
            .optional()
            .hook(hook));
    points.add(
        HookPoint.inClass(FLOWS + "Functions")
            .method("maybeInvokeBeforeToolCall")
            .label(BEFORE_TOOL)
            .optional()
            .hook(hook));
  }

  private static void steps(List<HookPoint> points) {
    points.add(
        HookPoint.inImplementations(ROOT + "codeexecutors.BaseCodeExecutor", INVOCATION)
            .method(
                "executeCode",
                INVOCATION,
                ROOT + "codeexecutors.CodeExecutionUtils$CodeExecutionInput")
            .label("execute code")
            .optional()
            .hook(HOOKS + "StepHook"));
    points.add(
        HookPoint.inImplementations(ROOT + "memory.BaseMemoryService", ROOT + "sessions.Session")
            .method("searchMemory", "java.lang.String", "java.lang.String", "java.lang.String")
            .label("search memory")
            .optional()
            .hook(HOOKS + "StepHook"));
  }
}
