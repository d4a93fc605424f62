// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.modulesystems;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Bundles of OSGi, whose jars are closed soon after they have stopped, also when the JVM exits. */
public final class FelixModule implements InstrumentationModule {
  private static final String FELIX = "org.apache.felix.framework.Felix";

  @Override
  public String name() {
    return "felix";
  }

  @Override
  public Library library() {
    return new Library("felix-framework", "6.0.5 to 7.0.5", List.of(FELIX));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass(FELIX)
            .method("stopBundle", "org.apache.felix.framework.BundleImpl", "boolean")
            .optional()
            .hook("dev.clew.instrumentation.modulesystems.UnloadHook"));
  }
}
