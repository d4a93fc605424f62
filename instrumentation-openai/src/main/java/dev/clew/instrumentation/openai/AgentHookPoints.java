// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.kit.http.ServiceHookPoints.NO_PARAMETERS;

import dev.clew.api.hook.HookPoint;
import dev.clew.kit.http.ServiceHookPoints;
import java.util.List;

/**
 * The hook points for hosted agents (beta): the methods that open their streams, and internal parts
 * of those streams, because the library casts its streams and they cannot be replaced.
 */
final class AgentHookPoints {
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
    points.internal(support, "agents.IdleSessionHook", "checkIdle", MODELS + "AgentSession");
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
          HookPoint.inClass("com.openai." + PARTS + part).constructor().optional(),
          "agents.StreamPartHook");
    }
    String collector = PARTS + "TurnCollector";
    String end = "agents.StreamEndHook";
    points.internal(collector, "agents.CollectorHook", "accept", EVENT);
    points.internal(collector, "agents.CollectorHook", "failed", "java.lang.Throwable");
    points.internal(collector, "agents.CollectorHook", "closed", NO_PARAMETERS);
    points.internal(PARTS + "TurnResultStream", end, "next", NO_PARAMETERS);
    points.internal(PARTS + "TurnResultStreamAsync", end, "complete", NO_PARAMETERS);
    points.internal(
        PARTS + "SessionStreamAsync",
        "agents.SubscribeHook",
        "subscribe",
        "com.openai.core.http.AsyncStreamResponse$Handler",
        "java.util.concurrent.Executor");
  }
}
