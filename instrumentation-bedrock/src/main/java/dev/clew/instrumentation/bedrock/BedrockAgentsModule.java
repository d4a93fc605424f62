// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/** The hook points in the clients of Bedrock's agents and knowledge bases, a jar of its own. */
public final class BedrockAgentsModule implements InstrumentationModule {
  static final String RETRIEVE = "retrieve";
  static final String GENERATE = "retrieveAndGenerate";

  private static final String HOOK = "AgentHook";

  private final Service service = new Service("BedrockAgentRuntime");

  @Override
  public String name() {
    return "bedrock-agents";
  }

  @Override
  public Library library() {
    return service.library();
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(Service.HOOKS);
    points.add(service.stream("invokeAgent"), HOOK);
    points.optional(service.stream("invokeInlineAgent"), HOOK); // since 2.29
    points.optional(service.stream("invokeFlow"), HOOK); // since 2.26
    points.optional(service.stream(GENERATE + BedrockModule.STREAM), HOOK); // since 2.29
    for (String client : service.clients()) {
      points.add(service.request(client, RETRIEVE), HOOK);
      points.add(service.request(client, GENERATE), HOOK);
    }
    return points.all();
  }
}
