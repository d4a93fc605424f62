// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;

/** {@code java -jar clew-agent.jar …}. */
final class AgentCommand {
  private AgentCommand() {}

  static JvmExit run(String... arguments) {
    return ForkedJvm.ofJar(Jdk.running(), BuildOutput.agentJar()).arguments(arguments).run();
  }
}
