// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/** The hook points in the clients of Bedrock's models. */
public final class BedrockModule implements InstrumentationModule {
  static final String CONVERSE = "converse";
  static final String INVOKE = "invokeModel";
  static final String STREAM = "Stream";

  private static final String HOOK = "ModelHook";

  private final Service service = new Service("BedrockRuntime");

  @Override
  public String name() {
    return "bedrock";
  }

  @Override
  public Library library() {
    return service.library();
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(Service.HOOKS);
    for (String client : service.clients()) {
      points.add(service.request(client, CONVERSE), HOOK);
      points.add(service.request(client, INVOKE), HOOK);
      points.optional(service.request(client, "applyGuardrail"), HOOK); // since 2.26
      points.optional(service.request(client, "invokeGuardrailChecks"), HOOK); // since 2.54
    }
    points.add(service.stream(CONVERSE + STREAM), HOOK);
    points.add(service.stream(INVOKE + "WithResponse" + STREAM), HOOK);
    String result = service.model("ToolResultBlock");
    points.add(
        HookPoint.inClass(result + "$BuilderImpl")
            .method("build", HookPoints.NO_PARAMETERS)
            .returning(result)
            .label("toolUseId"),
        "ToolResultHook");
    return points.all();
  }
}
