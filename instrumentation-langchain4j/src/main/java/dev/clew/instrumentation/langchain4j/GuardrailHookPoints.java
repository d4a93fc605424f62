// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import java.util.List;

/**
 * The hook points of guardrails. All are optional, because the library has guardrails only since
 * 1.1.
 */
final class GuardrailHookPoints {
  private static final String GUARDRAIL = "dev.langchain4j.guardrail.";

  private final String hooks;

  GuardrailHookPoints(String hooks) {
    this.hooks = hooks;
  }

  List<HookPoint> list() {
    return List.of(
        HookPoint.inClass(GUARDRAIL + "AbstractGuardrailExecutor")
            .method("validate", GUARDRAIL + "GuardrailRequest", GUARDRAIL + "Guardrail")
            .optional()
            .hook(hooks + "GuardrailHook"),
        HookPoint.inClass(GUARDRAIL + "OutputGuardrailExecutor")
            .method("execute", GUARDRAIL + "OutputGuardrailRequest")
            .optional()
            .hook(hooks + "GuardedAnswerHook"));
  }
}
