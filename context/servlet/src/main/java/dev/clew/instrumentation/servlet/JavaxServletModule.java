// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.Map;

/** Java EE servlets: the same API under another package name. */
public final class JavaxServletModule implements InstrumentationModule {
  @Override
  public String name() {
    return "servlet-javax";
  }

  @Override
  public Library library() {
    return new Library("javax.servlet-api", "3.0.1 to 4.0.1", List.of("javax.servlet.Servlet"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public Map<String, String> relocatedPackages() {
    return Map.of("jakarta.servlet", "javax.servlet");
  }

  @Override
  public List<HookPoint> hookPoints() {
    return ServletModule.serving("javax.servlet");
  }
}
