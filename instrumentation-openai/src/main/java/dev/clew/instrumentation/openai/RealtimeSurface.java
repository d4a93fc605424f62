// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

import dev.clew.api.hook.HookPoint;
import java.util.List;

/** The hook points of the realtime API, {@code RealtimeConnection}. */
final class RealtimeSurface {
  private static final String HOOKS = OpenAiModule.HOOKS + "realtime.Realtime";
  private static final String CONNECTION = "com.openai.helpers.RealtimeConnection";
  private static final String MODELS = "com.openai.models.realtime.Realtime";
  private static final String[] NO_PARAMETERS = {};

  private RealtimeSurface() {}

  static void addTo(List<HookPoint> points) {
    points.add(connection("send", "send", MODELS + "ClientEvent"));
    points.add(connection("accept", "accept", "java.lang.String", "long"));
    points.add(connection("close", "close", NO_PARAMETERS));
    points.add(connection("fail", "lost", "java.lang.Throwable", "java.lang.Long"));
    points.add(
        HookPoint.inClass(CONNECTION)
            .method("disconnect")
            .label("lost")
            .optional()
            .hook(HOOKS + "ConnectionHook"));
    points.add(
        HookPoint.inClass(MODELS + "ServerEvent$Deserializer")
            .method("deserialize", HookPoint.ANY, HookPoint.ANY)
            .returning(MODELS + "ServerEvent")
            .optional()
            .hook(HOOKS + "EventHook"));
  }

  private static HookPoint connection(String method, String label, String... parameters) {
    return HookPoint.inClass(CONNECTION)
        .method(method, parameters)
        .label(label)
        .optional()
        .hook(HOOKS + "ConnectionHook");
  }
}
