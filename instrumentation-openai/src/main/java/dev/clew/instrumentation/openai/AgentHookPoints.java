// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import dev.clew.api.hook.HookPoint;
import java.util.List;

/**
 * The hook points for hosted agents (beta): the methods that open their streams, and internal parts
 * of those streams, because the library casts its streams and they cannot be replaced.
 */
final class AgentHookPoints {
  private static final String HOOKS = "dev.clew.instrumentation.openai.agents.";
  private static final String PARTS = "com.openai.services.beta.agents.";
  private static final String MODELS = "com.openai.models.beta.agents.";
  private static final String OPTIONS = "com.openai.core.RequestOptions";
  private static final String EVENT = MODELS + "AgentSessionEvent";
  private static final String CREATION = MODELS + "sessions.SessionCreateParams";
  private static final String[] NO_PARAMETERS = {};

  /** More lambdas than the method has in any version. */
  private static final int LAMBDAS = 8;

  private AgentHookPoints() {}

  static void addTo(List<HookPoint> points) {
    for (String service :
        List.of(
            "blocking.beta.agents.SessionServiceImpl",
            "async.beta.agents.SessionServiceAsyncImpl")) {
      String type = "com.openai.services." + service;
      String raw = type + "$WithRawResponseImpl";
      String hook = "SessionStreamHook";
      add(points, type, hook, "stream", MODELS + "AgentSessionStreamParams", OPTIONS);
      add(points, type, hook, "createStreaming", CREATION, OPTIONS);
      add(points, type, hook, "createStreaming", CREATION, MODELS + "AgentToolHandlers", OPTIONS);
      add(points, raw, hook, "createStreaming", CREATION, OPTIONS);
    }
    parts(points);
    String support = PARTS + "AgentSessionStreamSupport";
    add(points, support, "IdleSessionHook", "checkIdle", MODELS + "AgentSession");
    add(points, support, "ToolRunHook", "result", EVENT);
    for (int i = 0; i < LAMBDAS; i++) {
      points.add(
          HookPoint.inClass(support)
              .method("result$lambda$" + i)
              .optional()
              .hook(HOOKS + "ToolOutcomeHook"));
    }
  }

  private static void parts(List<HookPoint> points) {
    for (String part :
        List.of(
            "AgentSessionStreamSupport",
            "AgentSessionStreamAsync",
            "AgentTurnCollector",
            "AgentTurnResultStream",
            "AgentTurnResultStreamAsync")) {
      points.add(
          HookPoint.inClass(PARTS + part).constructor().optional().hook(HOOKS + "StreamPartHook"));
    }
    String collector = PARTS + "AgentTurnCollector";
    add(points, collector, "CollectorHook", "accept", EVENT);
    add(points, collector, "CollectorHook", "failed", "java.lang.Throwable");
    add(points, collector, "CollectorHook", "closed", NO_PARAMETERS);
    add(points, PARTS + "AgentTurnResultStream", "StreamEndHook", "next", NO_PARAMETERS);
    add(points, PARTS + "AgentTurnResultStreamAsync", "StreamEndHook", "complete", NO_PARAMETERS);
    add(
        points,
        PARTS + "AgentSessionStreamAsync",
        "SubscribeHook",
        "subscribe",
        "com.openai.core.http.AsyncStreamResponse$Handler",
        "java.util.concurrent.Executor");
  }

  private static void add(
      List<HookPoint> points, String type, String hook, String method, String... parameters) {
    points.add(HookPoint.inClass(type).method(method, parameters).optional().hook(HOOKS + hook));
  }
}
