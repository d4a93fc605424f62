// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points in the clients of Bedrock: the methods that take a request, where all others end.
 */
public final class BedrockModule implements InstrumentationModule {
  static final String CONVERSE = "converse";
  static final String INVOKE = "invokeModel";
  static final String STREAM = "Stream";
  static final String RETRIEVE = "retrieve";
  static final String RETRIEVE_AND_GENERATE = "retrieveAndGenerate";

  private static final String HOOKS = "dev.clew.instrumentation.bedrock.";
  private static final String SERVICES = "software.amazon.awssdk.services.";
  private static final String RUNTIME = SERVICES + "bedrockruntime.";
  private static final String AGENT_PACKAGE = SERVICES + "bedrockagentruntime";
  private static final String AGENTS = AGENT_PACKAGE + ".";
  private static final String RUNTIME_ASYNC = RUNTIME + "DefaultBedrockRuntimeAsyncClient";
  private static final String AGENTS_ASYNC = AGENTS + "DefaultBedrockAgentRuntimeAsyncClient";
  private static final String VERSIONS = "2.25.64 to 2.59.1";
  private static final String MODEL_HOOK = "ModelHook";
  private static final String AGENT_HOOK = "AgentHook";

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
  public List<LibraryPart> parts() {
    return List.of(
        new LibraryPart(
            new Library(
                "bedrockagentruntime",
                VERSIONS,
                List.of(
                    AGENTS + "BedrockAgentRuntimeClient",
                    AGENTS + "BedrockAgentRuntimeAsyncClient")),
            AGENT_PACKAGE));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(HOOKS);
    for (String client : List.of(RUNTIME + "DefaultBedrockRuntimeClient", RUNTIME_ASYNC)) {
      points.add(request(client, CONVERSE, RUNTIME), MODEL_HOOK);
      points.add(request(client, INVOKE, RUNTIME), MODEL_HOOK);
      points.optional(request(client, "applyGuardrail", RUNTIME), MODEL_HOOK); // since 2.26
      points.optional(request(client, "invokeGuardrailChecks", RUNTIME), MODEL_HOOK); // since 2.54
    }
    points.add(stream(RUNTIME_ASYNC, CONVERSE + STREAM, RUNTIME), MODEL_HOOK);
    points.add(stream(RUNTIME_ASYNC, INVOKE + "WithResponse" + STREAM, RUNTIME), MODEL_HOOK);
    points.add(
        HookPoint.inClass(RUNTIME + "model.ToolResultBlock$BuilderImpl")
            .method("build", HookPoints.NO_PARAMETERS)
            .returning(RUNTIME + "model.ToolResultBlock")
            .label("toolUseId"),
        "ToolResultHook");
    points.add(stream(AGENTS_ASYNC, "invokeAgent", AGENTS), AGENT_HOOK);
    points.optional(stream(AGENTS_ASYNC, "invokeInlineAgent", AGENTS), AGENT_HOOK);
    points.optional(stream(AGENTS_ASYNC, "invokeFlow", AGENTS), AGENT_HOOK);
    for (String client : List.of(AGENTS + "DefaultBedrockAgentRuntimeClient", AGENTS_ASYNC)) {
      points.add(request(client, RETRIEVE, AGENTS), AGENT_HOOK);
      points.add(request(client, RETRIEVE_AND_GENERATE, AGENTS), AGENT_HOOK);
    }
    return points.all();
  }

  private static HookPoint.Builder request(String client, String method, String service) {
    return HookPoint.inClass(client).method(method, request(method, service)).label(method);
  }

  private static HookPoint.Builder stream(String client, String method, String service) {
    String handler = type(method, service) + "ResponseHandler";
    return HookPoint.inClass(client)
        .method(method, request(method, service), handler)
        .label(method)
        .replacingArguments();
  }

  private static String request(String method, String service) {
    return type(method, service) + "Request";
  }

  private static String type(String method, String service) {
    return service + "model." + Character.toUpperCase(method.charAt(0)) + method.substring(1);
  }
}
