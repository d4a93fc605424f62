// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.LibraryPart;
import java.util.List;
import java.util.Map;

/** The same SDK after its move to {@code org.a2aproject.sdk}, artifacts and packages alike. */
public final class A2aProjectModule implements InstrumentationModule {
  private static final String PACKAGE = "org.a2aproject.sdk";

  @Override
  public String name() {
    return "a2a-project";
  }

  @Override
  public Library library() {
    return A2aModule.library(PACKAGE);
  }

  @Override
  public List<LibraryPart> parts() {
    return A2aModule.parts(PACKAGE);
  }

  @Override
  public Map<String, String> relocatedPackages() {
    return Map.of(A2aModule.PACKAGE, PACKAGE);
  }

  @Override
  public List<HookPoint> hookPoints() {
    return A2aModule.hookPoints(PACKAGE);
  }
}
