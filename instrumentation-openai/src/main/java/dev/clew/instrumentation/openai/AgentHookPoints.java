// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.kit.call.HookPoints.NO_PARAMETERS;

import dev.clew.api.hook.HookPoint;
import dev.clew.instrumentation.openai.agents.StreamPartHook;
import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;

/**
 * The hook points for hosted agents (beta): the methods that open their streams, and internal parts
 * of those streams, because the library casts its streams and they cannot be replaced.
 */
final class AgentHookPoints {
  private static final String HOOK = "agents.StreamPartHook";
  private static final String PARTS = "services.beta.agents.Agent";
  private static final String MODELS = "com.openai.models.beta.agents.";
  private static final String OPTIONS = "com.openai.core.RequestOptions";
  private static final String EVENT = MODELS + "AgentSessionEvent";
  private static final String CREATION = MODELS + "sessions.SessionCreateParams";

  /** More lambdas than the method has in any version. */
  private static final int LAMBDAS = 8;

  private AgentHookPoints() {}

  static void addTo(ServiceHookPoints points) {
    String stream = "createStreaming";
    String hook = "agents.SessionStreamHook";
    for (String service :
        List.of(
            "services.blocking.beta.agents.SessionServiceImpl",
            "services.async.beta.agents.SessionServiceAsyncImpl")) {
      points.internal(service, hook, "stream", MODELS + "AgentSessionStreamParams", OPTIONS);
      points.internal(service, hook, stream, CREATION, OPTIONS);
      points.internal(service, hook, stream, CREATION, MODELS + "AgentToolHandlers", OPTIONS);
      points.internal(service + "$WithRawResponseImpl", hook, stream, CREATION, OPTIONS);
    }
    parts(points);
    String support = PARTS + "SessionStreamSupport";
    part(points, support, StreamPartHook.IDLE, "checkIdle", MODELS + "AgentSession");
    points.internal(support, "agents.ToolRunHook", "result", EVENT);
    for (int i = 0; i < LAMBDAS; i++) {
      points.add(
          HookPoint.inClass("com.openai." + support).method("result$lambda$" + i).optional(),
          "agents.ToolOutcomeHook");
    }
  }

  private static void parts(ServiceHookPoints points) {
    for (String part :
        List.of(
            "SessionStreamSupport",
            "SessionStreamAsync",
            "TurnCollector",
            "TurnResultStream",
            "TurnResultStreamAsync")) {
      points.add(
          HookPoint.inClass("com.openai." + PARTS + part)
              .constructor()
              .label(StreamPartHook.CREATED)
              .optional(),
          HOOK);
    }
    String collector = PARTS + "TurnCollector";
    part(points, collector, StreamPartHook.COLLECT, "accept", EVENT);
    part(points, collector, StreamPartHook.COLLECT, "failed", "java.lang.Throwable");
    part(points, collector, StreamPartHook.COLLECT, "closed", NO_PARAMETERS);
    String stream = PARTS + "TurnResultStream";
    part(points, stream, StreamPartHook.END, "next", NO_PARAMETERS);
    part(points, stream + "Async", StreamPartHook.END, "complete", NO_PARAMETERS);
    part(
        points,
        PARTS + "SessionStreamAsync",
        StreamPartHook.SUBSCRIBE,
        "subscribe",
        "com.openai.core.http.AsyncStreamResponse$Handler",
        "java.util.concurrent.Executor");
  }

  private static void part(
      ServiceHookPoints points, String type, String label, String method, String... parameters) {
    HookPoint.Builder point =
        HookPoint.inClass("com.openai." + type).method(method, parameters).label(label);
    points.add(point.optional(), HOOK);
  }
}
