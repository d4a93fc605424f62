// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.Clew;
import dev.clew.ClewSpan;

/** A web application that traces itself. */
public final class Site {
  private Site() {}

  public static void serve(String name) {
    try (ClewSpan span = Clew.agent(name).input("a request").start()) {
      Clew.tool("lookup").record();
      span.output("an answer");
    }
    System.out.println(name);
  }
}
