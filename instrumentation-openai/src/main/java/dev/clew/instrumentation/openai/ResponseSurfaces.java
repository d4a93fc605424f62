// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.kit.http.HttpCallHook.STREAM;

import dev.clew.kit.http.ServiceHookPoints;

/**
 * The hook points of the Responses API that not every version has: the beta, operations on existing
 * responses, and WebSockets.
 */
final class ResponseSurfaces {
  private static final String BETA = "beta.Response";
  private static final String BETA_MODELS = "beta.responses.Response";
  private static final String SEND = "websocket.SendHook";
  private static final String CONNECTION = "websocket.ConnectionHook";
  private static final String EVENT = "websocket.EventHook";
  private static final String THROWABLE = "java.lang.Throwable";
  private static final String STRING = "java.lang.String";

  private ResponseSurfaces() {}

  static void addTo(ServiceHookPoints points) {
    existing(points, "Response", "responses.Response");
    String create = BETA_MODELS + "CreateParams";
    points.optional(BETA, "create", create, null, "responses.ResponseHook");
    points.optional(BETA, "createStreaming", create, STREAM, "responses.ResponseHook");
    existing(points, BETA, BETA_MODELS);
    String output = "beta.responses.BetaResponseInputItem$FunctionCallOutput";
    points.add(points.toolResult(output, "_callId").optional(), OpenAiModule.TOOL_RESULT_HOOK);
    webSockets(points);
    betaWebSockets(points);
  }

  private static void existing(ServiceHookPoints points, String service, String params) {
    String retrieve = params + "RetrieveParams";
    String hook = "retrieve.RetrieveHook";
    points.optional(service, "retrieve", retrieve, null, hook);
    points.optional(service, "retrieveStreaming", retrieve, STREAM, hook);
    points.optional(service, "cancel", params + "CancelParams", "cancel", hook);
    points.optional(service, "compact", params + "CompactParams", null, "responses.CompactHook");
  }

  private static void webSockets(ServiceHookPoints points) {
    String connection = "core.http.AsyncResponseConnection";
    String command = "com.openai.models.responses.ResponsesClientEvent";
    String channel = "com.openai." + connection + "$Channel";
    points.internal(connection, SEND, "send", command, STRING, channel);
    points.internal(connection, CONNECTION, "accept", "long", STRING);
    points.internal(connection, CONNECTION, "detach", THROWABLE);
    points.deserialised("responses.ResponsesServerEvent", EVENT);
  }

  /** The connection also serves other APIs, whose commands and events the hooks ignore. */
  private static void betaWebSockets(ServiceHookPoints points) {
    String connection = "core.http.WebSocketConnection";
    points.internal(connection, SEND, "send", "java.lang.Object");
    points.internal(connection, CONNECTION, "accept", STRING);
    points.internal(connection, CONNECTION, "fail", THROWABLE);
    points.deserialised("beta.responses.BetaResponsesServerEvent", EVENT);
  }
}
