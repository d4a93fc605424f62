// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.modulesystems;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Modules of JBoss and WildFly, where a deployment's jars are unmounted after its module. */
public final class JbossModulesModule implements InstrumentationModule {
  private static final String LOADER = "org.jboss.modules.ModuleLoader";

  @Override
  public String name() {
    return "jboss-modules";
  }

  @Override
  public Library library() {
    return new Library("jboss-modules", "1.12.0.Final to 2.1.6.Final", List.of(LOADER));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass(LOADER)
            .method("unloadModuleLocal", "java.lang.String", "org.jboss.modules.Module")
            .optional()
            .hook("dev.clew.instrumentation.modulesystems.UnloadHook"));
  }
}
