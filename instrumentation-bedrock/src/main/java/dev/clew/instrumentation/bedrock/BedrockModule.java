// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points in the clients of Bedrock: the methods that take a request, where all others end.
 */
public final class BedrockModule implements InstrumentationModule {
  static final String CONVERSE = "converse";
  static final String INVOKE = "invokeModel";
  static final String STREAM = "Stream";

  private static final String HOOKS = "dev.clew.instrumentation.bedrock.";
  private static final String RUNTIME = "software.amazon.awssdk.services.bedrockruntime.";
  private static final String RUNTIME_ASYNC = RUNTIME + "DefaultBedrockRuntimeAsyncClient";
  private static final String VERSIONS = "2.25.64 to 2.59.1";
  private static final String MODEL_HOOK = "ModelHook";

  @Override
  public String name() {
    return "bedrock";
  }

  @Override
  public Library library() {
    return new Library(
        "bedrockruntime",
        VERSIONS,
        List.of(RUNTIME + "BedrockRuntimeClient", RUNTIME + "BedrockRuntimeAsyncClient"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(HOOKS);
    for (String client : List.of(RUNTIME + "DefaultBedrockRuntimeClient", RUNTIME_ASYNC)) {
      points.add(request(client, CONVERSE), MODEL_HOOK);
      points.add(request(client, INVOKE), MODEL_HOOK);
      points.optional(request(client, "applyGuardrail"), MODEL_HOOK); // since 2.26
      points.optional(request(client, "invokeGuardrailChecks"), MODEL_HOOK); // since 2.54
    }
    points.add(stream(RUNTIME_ASYNC, CONVERSE + STREAM), MODEL_HOOK);
    points.add(stream(RUNTIME_ASYNC, INVOKE + "WithResponse" + STREAM), MODEL_HOOK);
    points.add(
        HookPoint.inClass(RUNTIME + "model.ToolResultBlock$BuilderImpl")
            .method("build", HookPoints.NO_PARAMETERS)
            .returning(RUNTIME + "model.ToolResultBlock")
            .label("toolUseId"),
        "ToolResultHook");
    return points.all();
  }

  private static HookPoint.Builder request(String client, String method) {
    return HookPoint.inClass(client).method(method, request(method)).label(method);
  }

  private static HookPoint.Builder stream(String client, String method) {
    String handler = type(method) + "ResponseHandler";
    return HookPoint.inClass(client)
        .method(method, request(method), handler)
        .label(method)
        .replacingArguments();
  }

  private static String request(String method) {
    return type(method) + "Request";
  }

  private static String type(String method) {
    return RUNTIME + "model." + Character.toUpperCase(method.charAt(0)) + method.substring(1);
  }
}
