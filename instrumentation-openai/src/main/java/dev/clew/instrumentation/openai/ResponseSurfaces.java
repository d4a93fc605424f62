// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.instrumentation.openai.OpenAiModule.STREAM;
import static dev.clew.instrumentation.openai.OpenAiModule.TOOL_RESULT_HOOK;
import static dev.clew.instrumentation.openai.OpenAiModule.bothOptional;
import static dev.clew.instrumentation.openai.OpenAiModule.toolResult;

import dev.clew.api.hook.HookPoint;
import java.util.List;

/**
 * The hook points of the Responses API that not every version has: the beta, operations on existing
 * responses, and WebSockets.
 */
final class ResponseSurfaces {
  private static final String HOOKS = "dev.clew.instrumentation.openai.websocket.";
  private static final String MODELS = "com.openai.models.responses.Response";
  private static final String BETA_MODELS = "com.openai.models.beta.responses.";
  private static final String CONNECTION = "com.openai.core.http.AsyncResponseConnection";
  private static final String BETA_CONNECTION = "com.openai.core.http.WebSocketConnection";
  private static final String CLIENT_EVENT = "com.openai.models.responses.ResponsesClientEvent";
  private static final String SERVER_EVENT = "com.openai.models.responses.ResponsesServerEvent";
  private static final String THROWABLE = "java.lang.Throwable";
  private static final String STRING = "java.lang.String";

  private ResponseSurfaces() {}

  static void addTo(List<HookPoint> points) {
    existing(points, "Response", MODELS);
    String beta = BETA_MODELS + "Response";
    String create = beta + "CreateParams";
    String hook = "responses.ResponseHook";
    bothOptional(points, "beta.Response", "create", create, null, hook);
    bothOptional(points, "beta.Response", "createStreaming", create, STREAM, hook);
    existing(points, "beta.Response", beta);
    points.add(
        toolResult(BETA_MODELS + "BetaResponseInputItem$FunctionCallOutput", "_callId")
            .optional()
            .hook(TOOL_RESULT_HOOK));
    webSockets(points);
    betaWebSockets(points);
  }

  private static void existing(List<HookPoint> points, String service, String params) {
    String retrieve = params + "RetrieveParams";
    String hook = "retrieve.RetrieveHook";
    bothOptional(points, service, "retrieve", retrieve, null, hook);
    bothOptional(points, service, "retrieveStreaming", retrieve, STREAM, hook);
    bothOptional(points, service, "cancel", params + "CancelParams", "cancel", hook);
    bothOptional(
        points, service, "compact", params + "CompactParams", null, "responses.CompactHook");
  }

  private static void webSockets(List<HookPoint> points) {
    String channel = CONNECTION + "$Channel";
    optional(points, CONNECTION, "SendHook", "send", CLIENT_EVENT, STRING, channel);
    optional(points, CONNECTION, "AcceptHook", "accept", "long", STRING);
    optional(points, CONNECTION, "LossHook", "detach", THROWABLE);
    events(points, SERVER_EVENT);
  }

  /** The connection also serves other APIs, whose commands and events the hooks ignore. */
  private static void betaWebSockets(List<HookPoint> points) {
    optional(points, BETA_CONNECTION, "SendHook", "send", "java.lang.Object");
    optional(points, BETA_CONNECTION, "AcceptHook", "accept", STRING);
    optional(points, BETA_CONNECTION, "LossHook", "fail", THROWABLE);
    events(points, BETA_MODELS + "BetaResponsesServerEvent");
  }

  private static void optional(
      List<HookPoint> points, String type, String hook, String method, String... parameters) {
    points.add(HookPoint.inClass(type).method(method, parameters).optional().hook(HOOKS + hook));
  }

  /**
   * The parameters are Jackson types, whose names the agent's relocation would change; the bridge
   * method returns Object.
   */
  private static void events(List<HookPoint> points, String event) {
    points.add(
        HookPoint.inClass(event + "$Deserializer")
            .method("deserialize", HookPoint.ANY, HookPoint.ANY)
            .returning(event)
            .optional()
            .hook(HOOKS + "EventHook"));
  }
}
