// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The manual API, the package {@code dev.clew} of the artifact {@code clew-api}. */
public final class ManualModule implements InstrumentationModule {
  @Override
  public String name() {
    return "manual";
  }

  @Override
  public Library library() {
    return new Library("clew-api", "0.1 and later", List.of("dev.clew.Clew"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("dev.clew.Connection")
            .method("backend", "java.util.Collection")
            .hook("dev.clew.instrumentation.manual.ConnectionHook"));
  }
}
