// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.agent.ClewAgent;

/** Imitates an old JVM started with the agent. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.setProperty("java.specification.version", args[0]);
    ClewAgent.premain(null, null);
    System.out.println("the application");
  }
}
