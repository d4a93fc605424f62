// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.PrintStream;
import java.util.List;
import java.util.jar.JarFile;

/** The commands about tapes, whose classes are in the agent's own class loader. */
public final class TapeCommandLine {
  private static final String IN_THE_AGENT = "dev.clew.agent.runtime.TapeCommandEntry";

  private TapeCommandLine() {}

  /** Runs a command and returns its exit code. */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
    JarFile jar = Attachment.jar();
    Class<?> commands = new AgentClassLoader(jar).loadClass(IN_THE_AGENT);
    return (int)
        commands
            .getMethod("run", List.class, PrintStream.class, PrintStream.class, String.class)
            .invoke(null, arguments, out, err, jar.getName());
  }
}
