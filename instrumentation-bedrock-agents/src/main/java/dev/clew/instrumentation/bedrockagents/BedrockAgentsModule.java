// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrockagents;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points in the clients of Bedrock's agents and knowledge bases: the methods that take a
 * request, where all others end.
 */
public final class BedrockAgentsModule implements InstrumentationModule {
  static final String RETRIEVE = "retrieve";

  private static final String AGENTS = "software.amazon.awssdk.services.bedrockagentruntime.";
  private static final String ASYNC = AGENTS + "DefaultBedrockAgentRuntimeAsyncClient";
  private static final String HOOK = "AgentHook";

  @Override
  public String name() {
    return "bedrock-agents";
  }

  @Override
  public Library library() {
    return new Library(
        "bedrockagentruntime",
        "2.25.64 to 2.59.1",
        List.of(AGENTS + "BedrockAgentRuntimeClient", AGENTS + "BedrockAgentRuntimeAsyncClient"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints("dev.clew.instrumentation.bedrockagents.");
    points.add(stream("invokeAgent", "InvokeAgent"), HOOK);
    points.optional(stream("invokeInlineAgent", "InvokeInlineAgent"), HOOK); // since 2.29
    points.optional(stream("invokeFlow", "InvokeFlow"), HOOK); // since 2.26
    for (String client : List.of(AGENTS + "DefaultBedrockAgentRuntimeClient", ASYNC)) {
      points.add(
          HookPoint.inClass(client).method(RETRIEVE, model("RetrieveRequest")).label(RETRIEVE),
          HOOK);
    }
    return points.all();
  }

  private static HookPoint.Builder stream(String method, String type) {
    return HookPoint.inClass(ASYNC)
        .method(method, model(type + "Request"), model(type + "ResponseHandler"))
        .label(method)
        .replacingArguments();
  }

  private static String model(String type) {
    return AGENTS + "model." + type;
  }
}
