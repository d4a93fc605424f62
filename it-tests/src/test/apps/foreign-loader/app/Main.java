// SPDX-License-Identifier: Apache-2.0
package app;

import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Starts an agent that the JVM does not know, as JBoss Modules does. */
public final class Main {
  private Main() {}

  /** Argument: the agent's jar. */
  public static void main(String[] args) throws Exception {
    URL jar = Path.of(args[0]).toUri().toURL();
    try (URLClassLoader loader =
        new URLClassLoader("container", new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
      loader
          .loadClass("dev.clew.agent.ClewAgent")
          .getMethod("premain", String.class, Instrumentation.class)
          .invoke(null, null, null);
    }
    System.out.println("the application");
  }
}
