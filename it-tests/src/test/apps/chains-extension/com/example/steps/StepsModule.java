// SPDX-License-Identifier: Apache-2.0
package com.example.steps;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Traces the steps of {@code app.Steps}. */
public final class StepsModule implements InstrumentationModule {
  @Override
  public String name() {
    return "steps";
  }

  @Override
  public Library library() {
    return new Library("Steps", "1.0", List.of("app.Steps"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("app.Steps").method("step").hook("com.example.steps.StepHook"));
  }
}
