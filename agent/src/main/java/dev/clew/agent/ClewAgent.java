// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.instrument.Instrumentation;

/**
 * The entry point for the JVM. Checks whether Clew can run here and, if not, reports why in one
 * line.
 *
 * <p>The only Clew class compiled to Java 8 byte code, so that an older JVM prints that line
 * instead of failing with an {@link UnsupportedClassVersionError} that ends the application. It
 * refers to other Clew classes only by strings, and uses nothing newer than Java 8.
 */
public final class ClewAgent {
  private static final int OLDEST_JAVA = 17;

  private ClewAgent() {}

  /** Called by the JVM for {@code -javaagent}, before the application's main. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    call("attach", arguments, instrumentation);
  }

  /** Called by the JVM when Clew is attached to a running application, or is asked something. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    call("attachToRunning", arguments, instrumentation);
  }

  private static void call(String method, String arguments, Instrumentation instrumentation) {
    try {
      String version = System.getProperty("java.specification.version", "");
      if (majorOf(version) < OLDEST_JAVA) {
        System.err.println(
            "[clew] disabled: this JVM is Java "
                + version
                + ", Clew needs "
                + OLDEST_JAVA
                + " or newer; the application runs without it");
        return;
      }
      Class.forName("dev.clew.agent.Attachment")
          .getMethod(method, String.class, Instrumentation.class)
          .invoke(null, arguments, instrumentation);
    } catch (Throwable failure) {
      Throwable cause = failure.getCause();
      System.err.println("[clew] disabled: could not start: " + (cause == null ? failure : cause));
    }
  }

  /** Reads {@code 1.8} as 8 and {@code 17} as 17; an unreadable version is assumed to be new. */
  static int majorOf(String version) {
    String major = version.startsWith("1.") ? version.substring(2) : version;
    try {
      return Integer.parseInt(major);
    } catch (NumberFormatException unknown) {
      return Integer.MAX_VALUE;
    }
  }
}
