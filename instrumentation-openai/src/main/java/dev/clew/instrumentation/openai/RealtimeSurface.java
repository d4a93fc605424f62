// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import static dev.clew.kit.call.HookPoints.NO_PARAMETERS;

import dev.clew.api.hook.HookPoint;
import dev.clew.kit.http.ServiceHookPoints;

/** The hook points of the realtime API, {@code RealtimeConnection}. */
final class RealtimeSurface {
  private RealtimeSurface() {}

  static void addTo(ServiceHookPoints points) {
    connection(points, "send", "send", "com.openai.models.realtime.RealtimeClientEvent");
    connection(points, "accept", "accept", "java.lang.String", "long");
    connection(points, "close", "close", NO_PARAMETERS);
    connection(points, "fail", "lost", "java.lang.Throwable", "java.lang.Long");
    add(points, connection().method("disconnect"), "lost");
    points.deserialised("realtime.RealtimeServerEvent", "websocket.EventHook");
  }

  private static void connection(
      ServiceHookPoints points, String method, String label, String... parameters) {
    add(points, connection().method(method, parameters), label);
  }

  private static HookPoint.Builder connection() {
    return HookPoint.inClass("com.openai.helpers.RealtimeConnection");
  }

  private static void add(ServiceHookPoints points, HookPoint.Builder point, String label) {
    points.add(point.label(label).optional(), "realtime.RealtimeConnectionHook");
  }
}
