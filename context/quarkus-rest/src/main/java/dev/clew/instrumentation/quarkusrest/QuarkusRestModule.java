// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.quarkusrest;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Quarkus REST, formerly RESTEasy Reactive. */
public final class QuarkusRestModule implements InstrumentationModule {
  @Override
  public String name() {
    return "quarkus-rest";
  }

  @Override
  public Library library() {
    return new Library(
        "resteasy-reactive",
        "3.27.2",
        List.of("org.jboss.resteasy.reactive.common.util.MediaTypeHelper"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("org.jboss.resteasy.reactive.common.core.AbstractResteasyReactiveContext")
            .method("run")
            .optional()
            .hook("dev.clew.instrumentation.quarkusrest.RunHook"));
  }
}
