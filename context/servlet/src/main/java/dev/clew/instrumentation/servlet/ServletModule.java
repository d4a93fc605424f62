// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.stream.Stream;

/** Jakarta EE 9 servlets and later. */
public final class ServletModule implements InstrumentationModule {
  @Override
  public String name() {
    return "servlet";
  }

  @Override
  public Library library() {
    return new Library("jakarta.servlet-api", "5.0.0 to 6.1.0", List.of("jakarta.servlet.Servlet"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return Stream.of(
            serving("jakarta.servlet"),
            List.of(
                asyncContext("org.apache.catalina.core.AsyncContextImpl"),
                asyncContext("org.eclipse.jetty.server.AsyncContextState"), // until 11
                asyncContext("org.eclipse.jetty.ee10.servlet.AsyncContextState"),
                thread("org.apache.tomcat.util.threads.TaskThread$WrappingRunnable"),
                thread("org.eclipse.jetty.util.thread.QueuedThreadPool$Runner"),
                classLoader("org.apache.catalina.loader.WebappClassLoaderBase", "stop"),
                classLoader("org.eclipse.jetty.webapp.WebAppClassLoader", "close"), // until 11
                classLoader("org.eclipse.jetty.ee.webapp.WebAppClassLoader", "close"), // since 12.1
                classLoader("org.eclipse.jetty.ee8.webapp.WebAppClassLoader", "close"),
                classLoader("org.eclipse.jetty.ee9.webapp.WebAppClassLoader", "close"),
                classLoader("org.eclipse.jetty.ee10.webapp.WebAppClassLoader", "close"),
                classLoader("org.eclipse.jetty.ee11.webapp.WebAppClassLoader", "close")))
        .flatMap(List::stream)
        .toList();
  }

  /** Containers have their own thread pools rather than the JDK's, whatever servlets they run. */
  private static HookPoint asyncContext(String className) {
    return HookPoint.inClass(className)
        .method("start", "java.lang.Runnable")
        .replacingArguments()
        .optional()
        .hook("dev.clew.instrumentation.servlet.AsyncStartHook");
  }

  private static HookPoint thread(String className) {
    return HookPoint.inClass(className)
        .method("run")
        .optional()
        .hook("dev.clew.instrumentation.servlet.ContainerThreadHook");
  }

  private static HookPoint classLoader(String className, String stop) {
    return HookPoint.inClass(className)
        .method(stop)
        .optional()
        .hook("dev.clew.instrumentation.servlet.ClassLoaderStopHook");
  }

  /**
   * Returns the base class of all servlets, and the servlet by which WebFlux runs in a container.
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
