// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.servlet;

import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves {@link Requests} with a servlet in Jetty. */
final class ServingJetty implements Function<String, List<String>> {
  @Override
  public List<String> apply(String servlet) {
    try {
      // Creates its threads on demand, some of them during a request.
      Server server = new Server(new QueuedThreadPool(12, 1));
      ServerConnector connector = new ServerConnector(server, 1, 1);
      server.addConnector(connector);
      server.setHandler(serving(servlet));
      server.start();
      try {
        return Requests.answers(connector.getLocalPort());
      } finally {
        server.stop();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Handler serving(String servlet) throws ReflectiveOperationException {
    Class<?> type = contexts();
    Object context = type.getConstructor().newInstance();
    Object holder =
        type.getMethod("addServlet", String.class, String.class).invoke(context, servlet, "/*");
    holder.getClass().getMethod("setAsyncSupported", boolean.class).invoke(holder, true);
    return (Handler) context;
  }

  /** Jetty 12 has one for each edition of Jakarta EE. */
  private static Class<?> contexts() throws ClassNotFoundException {
    try {
      return Class.forName("org.eclipse.jetty.ee10.servlet.ServletContextHandler");
    } catch (ClassNotFoundException before12) {
      return Class.forName("org.eclipse.jetty.servlet.ServletContextHandler");
    }
  }
}
