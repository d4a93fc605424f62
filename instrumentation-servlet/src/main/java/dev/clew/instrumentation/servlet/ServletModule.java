// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.stream.Stream;

/** Servlets of Jakarta EE 9 and later. */
public final class ServletModule implements InstrumentationModule {
  @Override
  public String name() {
    return "servlet";
  }

  @Override
  public Library library() {
    return new Library("jakarta.servlet-api", "5.0.0 to 6.1.0", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return Stream.concat(serving("jakarta.servlet").stream(), tomcat().stream()).toList();
  }

  /** Tomcat's threads are in a pool of its own making, not the JDK's; whatever servlets it runs. */
  private static List<HookPoint> tomcat() {
    return List.of(
        HookPoint.inClass("org.apache.catalina.core.AsyncContextImpl")
            .method("start", "java.lang.Runnable")
            .replacingArguments()
            .optional()
            .hook("dev.clew.instrumentation.servlet.AsyncStartHook"),
        HookPoint.inClass("org.apache.tomcat.util.threads.TaskThread$WrappingRunnable")
            .method("run")
            .optional()
            .hook("dev.clew.instrumentation.servlet.ContainerThreadHook"));
  }

  /**
   * Returns the servlet that all others are made of, and the one that WebFlux is in a container.
   */
  static List<HookPoint> serving(String prefix) {
    return List.of(
        service(prefix + ".http.HttpServlet", prefix),
        service("org.springframework.http.server.reactive.ServletHttpHandlerAdapter", prefix));
  }

  private static HookPoint service(String className, String prefix) {
    return HookPoint.inClass(className)
        .method("service", prefix + ".ServletRequest", prefix + ".ServletResponse")
        .optional()
        .hook("dev.clew.instrumentation.servlet.ServiceHook");
  }
}
