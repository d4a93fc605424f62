// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.concurrent.Callable;

/** Somebody who serves a customer. */
final class Desk {
  private Desk() {}

  static String serve(String desk, Callable<String> work) throws Exception {
    return work.call();
  }

  /** Runs a tool. */
  static String tool(String name, String arguments) {
    return switch (name) {
      case "weather" -> "sunny";
      case "hotels" -> "two free";
      case "book" -> "booked " + arguments;
      default -> "over to you";
    };
  }
}
