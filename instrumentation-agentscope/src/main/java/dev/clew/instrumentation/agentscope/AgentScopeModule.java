// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points in AgentScope.
 *
 * <p>Agents, models and tools of all kinds run through the library's {@code Tracer}, whose methods
 * are called whether or not the application has set one.
 */
public final class AgentScopeModule implements InstrumentationModule {
  /** Labels of permission checks: by the rules of an agent, or by a tool itself. */
  static final String RULES = "permission rules";

  static final String OWN_CHECK = "tool check";

  /** The label of a search in a knowledge base. */
  static final String SEARCH = "retrieve";

  private static final String ROOT = "io.agentscope.core.";
  private static final String AGENT = ROOT + "agent.AgentBase";
  private static final String TRACER = ROOT + "tracing.Tracer";
  private static final String MODEL = ROOT + "model.ChatModelBase";
  private static final String OPTIONS = ROOT + "model.GenerateOptions";
  private static final String TOOL_CALL = ROOT + "tool.ToolCallParam";
  private static final String MESSAGE = ROOT + "message.Msg";
  private static final String LIST = "java.util.List";
  private static final String MAP = "java.util.Map";
  private static final String SUPPLIER = "java.util.function.Supplier";
  private static final String HOOKS = "dev.clew.instrumentation.agentscope.";

  @Override
  public String name() {
    return "agentscope";
  }

  @Override
  public Library library() {
    return new Library("agentscope", "1.0.0 to 2.0.0", List.of(MODEL, AGENT));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(HOOKS);
    points.add(tracer("callAgent", AGENT, LIST, SUPPLIER), "AgentHook");
    points.add(tracer("callModel", MODEL, LIST, LIST, OPTIONS, SUPPLIER), "ModelHook");
    points.add(tracer("callTool", ROOT + "tool.Toolkit", TOOL_CALL, SUPPLIER), "ToolHook");
    toolFailures(points);
    permissions(points);
    steps(points);
    return points.all();
  }

  private static HookPoint.Builder tracer(String method, String... parameters) {
    return HookPoint.inImplementations(TRACER, parameters[0]).method(method, parameters);
  }

  /** Where the library turns the exception of a tool into a text for the model. */
  private static void toolFailures(HookPoints points) {
    HookPoint.Builder annotated =
        HookPoint.inClass(ROOT + "tool.ToolMethodInvoker").method("handleInvocationError");
    HookPoint.Builder own =
        HookPoint.inImplementations(ROOT + "tool.AgentTool", TOOL_CALL)
            .method("callAsync", TOOL_CALL);
    points.optional(annotated.label(ToolFailureHook.HANDLED), "ToolFailureHook");
    points.add(own.label(""), "ToolFailureHook");
  }

  private static void permissions(HookPoints points) {
    String permission = ROOT + "permission.";
    String tool = ROOT + "tool.ToolBase";
    HookPoint.Builder rules =
        HookPoint.inClass(permission + "PermissionEngine").method("checkPermission", tool, MAP);
    String state = permission + "PermissionContextState";
    HookPoint.Builder own =
        HookPoint.inImplementations(tool, state).method("checkPermissions", MAP, state);
    points.optional(rules.label(RULES), "PermissionHook");
    points.optional(own.label(OWN_CHECK), "PermissionHook");
  }

  private static void steps(HookPoints points) {
    for (String pipeline : List.of("SequentialPipeline", "FanoutPipeline")) {
      HookPoint.Builder type =
          HookPoint.inClass(ROOT + "pipeline." + pipeline)
              .method("execute", MESSAGE, "java.lang.Class");
      points.optional(type.label("pipeline"), "StepHook");
    }
    HookPoint.Builder streamed =
        HookPoint.inClass(ROOT + "pipeline.FanoutPipeline")
            .method("stream", MESSAGE, ROOT + "agent.StreamOptions", "java.lang.Class");
    points.optional(streamed.label("pipeline"), "StepHook");
    String memory = ROOT + "memory.LongTermMemory";
    points.optional(
        HookPoint.inImplementations(memory, MESSAGE).method("record", LIST).label("record memory"),
        "StepHook");
    points.optional(
        HookPoint.inImplementations(memory, MESSAGE)
            .method("retrieve", MESSAGE)
            .label("retrieve memory"),
        "StepHook");
    String config = ROOT + "rag.model.RetrieveConfig";
    points.optional(
        HookPoint.inImplementations(ROOT + "rag.Knowledge", config)
            .method("retrieve", "java.lang.String", config)
            .label(SEARCH),
        "StepHook");
  }
}
