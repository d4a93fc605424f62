// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import java.util.List;

/** The hook point of Quarkus's own implementation of AI services, since its version 1.5. */
final class QuarkusHookPoints {
  private static final String PACKAGE = "io.quarkiverse.langchain4j.runtime.aiservice.";

  private final String hooks;

  QuarkusHookPoints(String hooks) {
    this.hooks = hooks;
  }

  List<HookPoint> list() {
    return List.of(
        HookPoint.inClass(PACKAGE + "AiServiceMethodImplementationSupport")
            .method(
                "doImplement",
                PACKAGE + "AiServiceMethodCreateInfo",
                "dev.langchain4j.invocation.InvocationContext",
                HookPoint.ANY)
            .optional()
            .hook(hooks + "QuarkusServiceHook"));
  }
}
