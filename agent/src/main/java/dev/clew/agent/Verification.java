// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.PrintStream;
import java.util.List;

/** Checks an extension's modules against a library's jars, in this process. */
public final class Verification {
  private static final String IN_THE_AGENT = "dev.clew.agent.runtime.ModuleVerification";

  private Verification() {}

  /**
   * Prints a line per hook point.
   *
   * @return 0 if all match, 1 if one does not, 2 if there is nothing to check
   */
  public static int run(String moduleJar, List<String> libraryJars, PrintStream out)
      throws Exception {
    Class<?> verification = new AgentClassLoader(Attachment.jar()).loadClass(IN_THE_AGENT);
    return (int)
        verification
            .getMethod("run", String.class, List.class, PrintStream.class)
            .invoke(null, moduleJar, libraryJars, out);
  }
}
