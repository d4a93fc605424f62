// SPDX-License-Identifier: Apache-2.0
package app;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Serves one customer once the framework runs, and then ends the JVM. */
public final class Activator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Thread thread = new Thread(Activator::serve, "desk");
    thread.setContextClassLoader(Activator.class.getClassLoader());
    thread.start();
  }

  @Override
  public void stop(BundleContext context) {}

  private static void serve() {
    int code = 1;
    try {
      Desk desk = new Desk(System.getenv("OPENAI_BASE_URL"), System.getenv("OPENAI_API_KEY"));
      System.out.println(desk.serve("sam"));
      System.out.println(Desk.class.getClassLoader().getClass().getSimpleName());
      code = 3;
    } finally {
      System.exit(code);
    }
  }
}
