// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
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
  private static final String STRING = "java.lang.String";
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
    HookPoints points = new HookPoints(HOOKS);
    for (String run : List.of("runAsync", "runLive")) {
      points.add(HookPoint.inClass(AGENT).method(run, INVOCATION), "AgentHook");
    }
    points.add(model().method("generateContent", MODEL_REQUEST, "boolean"), "ModelHook");
    points.add(model().method("connect", MODEL_REQUEST), "ConnectHook");
    points.add(
        HookPoint.inImplementations(ROOT + "tools.BaseTool", TOOL_CONTEXT)
            .method("runAsync", "java.util.Map", TOOL_CONTEXT),
        "ToolHook");
    points.optional(
        HookPoint.inClass(ROOT + "tools.FunctionTool")
            .method("call", "java.util.Map", TOOL_CONTEXT),
        "FunctionCallHook");
    points.add(
        HookPoint.inClass(FLOWS + "AgentTransfer").method("transferToAgent", STRING, TOOL_CONTEXT),
        "TransferHook");
    callbacks(points);
    steps(points);
    return points.all();
  }

  private static HookPoint.Builder model() {
    return HookPoint.inImplementations(ROOT + "models.BaseLlm", MODEL_REQUEST);
  }

  /** The library's own methods around callbacks, because applications pass lambdas. */
  private static void callbacks(HookPoints points) {
    HookPoint.Builder agent =
        HookPoint.inClass(AGENT).method("callCallback", "java.util.List", INVOCATION);
    HookPoint.Builder model =
        HookPoint.inClass(FLOWS + "BaseLlmFlow").method("handleBeforeModelCallback");
    HookPoint.Builder tool =
        HookPoint.inClass(FLOWS + "Functions").method("maybeInvokeBeforeToolCall");
    points.optional(agent.label(AROUND_AGENT), "CallbackHook");
    points.optional(model.label(BEFORE_MODEL), "CallbackHook");
    points.optional(tool.label(BEFORE_TOOL), "CallbackHook");
  }

  private static void steps(HookPoints points) {
    String code = ROOT + "codeexecutors.";
    points.optional(
        HookPoint.inImplementations(code + "BaseCodeExecutor", INVOCATION)
            .method("executeCode", INVOCATION, code + "CodeExecutionUtils$CodeExecutionInput")
            .label("execute code"),
        "StepHook");
    points.optional(
        HookPoint.inImplementations(ROOT + "memory.BaseMemoryService", ROOT + "sessions.Session")
            .method("searchMemory", STRING, STRING, STRING)
            .label("search memory"),
        "StepHook");
  }
}
